import { createRunFold } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type { StoredSource } from "@stepwell/storage";
import { expect, test } from "vitest";
import { newerSource } from "./newer-source.ts";

/** The account of a file by folder (`position` above 0) or by wire. */
function account(position: number, state: Partial<RunState>): StoredSource {
  return {
    id: "s",
    origin: position > 0 ? "/home/ada/wandb/run-1-abc/run-abc.wandb" : "wire-s",
    startedMs: 0,
    position,
    state: { ...createRunFold().state, ...state },
    damage: [],
  };
}

const WHOLE = { rows: 5, exitCode: 0, config: { lr: 0.5, epochs: 3 } };

test("a file that was read to its end keeps its config when a delivery of it begins with its first lines", () => {
  const read = account(900, WHOLE);
  expect(newerSource(read, account(0, { rows: 5, exitCode: 0, config: { lr: 0.5 } })).state).toEqual(
    read.state,
  );
  expect(newerSource(read, account(0, { rows: 5, exitCode: undefined, config: {} })).state).toEqual(
    read.state,
  );
});

test("a file that is still being written takes what is sent of it", () => {
  const read = account(900, { rows: 5, exitCode: undefined, config: {} });
  const sent = account(0, WHOLE);
  expect(newerSource(read, sent)).toMatchObject({ position: 900, state: sent.state });
});

test("what was sent whole is not taken back by a reading that is at its beginning", () => {
  const sent = account(0, WHOLE);
  expect(newerSource(sent, account(100, { rows: 1, exitCode: undefined, config: {} })).state).toEqual(
    sent.state,
  );
});

test("an end that is sent of a file without one is taken", () => {
  const read = account(900, { rows: 5, exitCode: undefined, config: { lr: 0.5 } });
  const sent = account(0, { rows: 5, exitCode: 1, config: { lr: 0.5 } });
  expect(newerSource(read, sent).state.exitCode).toBe(1);
});

test("how far a delivery had read is never taken back, whichever account is kept", () => {
  const sent = { ...account(0, WHOLE), readBytes: 900 };
  expect(newerSource(sent, { ...account(0, WHOLE), readBytes: 100 }).readBytes).toBe(900);
  expect(newerSource(sent, account(400, { ...WHOLE, rows: 6 })).readBytes).toBe(900);
  expect(newerSource(account(400, WHOLE), sent).readBytes).toBe(900);
  expect(newerSource(account(400, WHOLE), account(0, WHOLE))).not.toHaveProperty("readBytes");
});
