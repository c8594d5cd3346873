import { expect } from "vitest";
import type { MockRun, MockServer } from "./index.ts";
import "./vitest.ts";

/** A run is judged at once, a promise of one by a promise, which nobody can forget to await unnoticed. */
export async function judged(run: MockRun, mock: MockServer): Promise<void> {
  expect(run).toHaveLogged({ loss: expect.any(Number) }, { step: 3, times: 1 }) satisfies void;
  await (expect(mock.run("id")).toHaveLogged({ loss: 1 }) satisfies Promise<void>);
  expect(run).not.toHaveAlerted({ title: expect.stringContaining("x") });
  expect(mock).toHaveReceived("UpsertBucket", { times: 2 });
  // @ts-expect-error A row is an object.
  expect(run).toHaveLogged("loss");
  // @ts-expect-error Steps are numbers.
  expect(run).toHaveLogged({}, { step: "3" });
  // @ts-expect-error Alerts have no such member.
  expect(run).toHaveAlerted({ titel: "x" });
}

/** Rules are told apart by their fault. */
export function ruled(mock: MockServer): void {
  mock.addFault({ fault: "status", status: 503, retryAfter: 2, operation: "file_stream", every: 3 });
  mock.addFault("drop-reply,nth=1");
  // @ts-expect-error A status says which.
  mock.addFault({ fault: "status" });
  // @ts-expect-error There is no such fault.
  mock.addFault({ fault: "fire" });
}
