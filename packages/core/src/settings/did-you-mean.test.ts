import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import type { LogOptions } from "../run/run.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { didYouMean } from "./did-you-mean.ts";

test.each([
  ["stp", ["step", "commit"], 'Did you mean "step"?'],
  ["EXIT_CODE", ["exitCode", "timeout"], 'Did you mean "exitCode"?'],
  ["sync", ["step", "commit"], 'Use one of "step", "commit".'],
  ["constructor", ["bins"], 'Use "bins".'],
  ["x".repeat(100_000), ["step", "commit"], 'Use one of "step", "commit".'],
  ["", ["step", "commit"], 'Use one of "step", "commit".'],
  ["x", [], "Leave it out."],
])("%s: the name that is near, else all of them", (name, known, sentence) => {
  expect(didYouMean(name, known)).toBe(sentence);
});

test("an option of W&B that changes nothing here may be left out", async () => {
  const { init } = createApi(() => createMemoryWorld());
  for (const name of ["anonymous", "sync_tensorboard", "syncTensorboard"]) {
    await expect(init({ [name]: true })).rejects.toThrow(
      `the option "${name}" is not known. It changes nothing here: leave it out.`,
    );
  }
});

test("settings of W&B are options of init itself", async () => {
  const { init } = createApi(() => createMemoryWorld());
  await expect(init({ settings: { mode: "offline" } } as object)).rejects.toThrow(
    "Give what it holds as options of init itself.",
  );
});

test("a name that is like none is answered with all of them", async () => {
  const { init } = createApi(() => createMemoryWorld());
  await expect(init({ monitor_gym: true } as object)).rejects.toThrow(/Use one of "project", .*"entity"/);
  const run = await init({ silent: true });
  expect(() => run.log({ a: 1 }, { sync: true } as LogOptions)).toThrow('Use one of "step", "commit".');
});
