import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { checkFinishOptions, checkStep } from "./check-call.ts";
import type { FinishOptions, LogOptions, Run } from "./run.ts";

function start(): Promise<Run> {
  return createApi(createMemoryWorld).init({ silent: true });
}

test.each([null, 5, "5", true])("options that are %j are refused, and nothing is logged", async (options) => {
  const run = await start();
  expect(() => run.log({ a: 1 }, options as unknown as LogOptions)).toThrow(
    `the options are "${String(options)}". Give an object, as { step: 5 }.`,
  );
  expect(() => run.defineMetric("a", options as unknown as object)).toThrow("Give an object");
  expect(run.step).toBe(0);
});

test("an option that is not known is refused with the one that was meant", async () => {
  const run = await start();
  expect(() => run.log({ a: 1 }, { stp: 3 } as LogOptions)).toThrow(
    '[core] Failed to log: the option "stp" is not known. Did you mean "step"?',
  );
  expect(() => run.defineMetric("a", { step_metric: "epoch" } as object)).toThrow(
    'Did you mean "stepMetric"?',
  );
  await expect(run.finish({ exit_code: 1 } as FinishOptions)).rejects.toThrow('Did you mean "exitCode"?');
});

test.each(["no", 1, {}])("a commit of %j is refused, and nothing is logged", async (commit) => {
  const run = await start();
  expect(() => run.log({ a: 1 }, { commit } as unknown as LogOptions)).toThrow(
    /the option "commit" is ".+"\. Give true or false\./,
  );
  expect(run.stats().rowsLogged).toBe(0);
});

test("a step of -0 is 0", () => {
  expect(Object.is(checkStep(-0), 0)).toBe(true);
});

test.each([
  [{ exitCode: 1.5 }, 'the exit code is "1.5"'],
  [{ exitCode: Number.NaN }, 'the exit code is "NaN"'],
  [{ exitCode: "1" }, 'the exit code is "1"'],
  [{ exitCode: 2 ** 31 }, 'the exit code is "2147483648"'],
  [{ timeout: Number.NaN }, 'the timeout is "NaN"'],
  [{ timeout: -1 }, 'the timeout is "-1"'],
  [null, 'the options are "null"'],
])("finish refuses %j, and the run goes on", async (options, message) => {
  const run = await start();
  await expect(run.finish(options as FinishOptions)).rejects.toThrow(message);
  run.log({ a: 1 });
  await run.finish({ exitCode: -1 });
  expect(run.stats().rowsWritten).toBe(1);
});

test("finish may wait for ever", () => {
  expect(() => checkFinishOptions({ timeout: Infinity })).not.toThrow();
});
