import { describe, expect, test } from "vitest";
import { runStatus } from "./run-life.ts";
import type { SourceLife } from "./run-life.ts";

const life = (more: Partial<SourceLife>): SourceLife => ({
  startedMs: 0,
  exitCode: undefined,
  aliveMs: 1000,
  dead: false,
  isSecondary: false,
  hasNoEnd: false,
  ...more,
});

describe("the status of a run", () => {
  test.each<[string, SourceLife[], string]>([
    ["an exit code of 0 is finished", [life({ exitCode: 0 })], "finished"],
    ["any other exit code is failed", [life({ exitCode: 3, dead: true })], "failed"],
    ["a sign of life within the silence is running", [life({ aliveMs: 1001 })], "running"],
    ["silence is crashed", [life({ aliveMs: 1000 })], "crashed"],
    ["a dead process is crashed at once", [life({ aliveMs: 1999, dead: true })], "crashed"],
    [
      "one running source is enough",
      [life({ aliveMs: 1500 }), life({ startedMs: 9, exitCode: 1 })],
      "running",
    ],
    [
      "the last to start decides",
      [life({ startedMs: 5, exitCode: 0 }), life({ startedMs: 1, exitCode: 1 })],
      "finished",
    ],
    [
      "a secondary writer that started later and died does not decide",
      [life({ exitCode: 0 }), life({ startedMs: 5, dead: true, isSecondary: true })],
      "finished",
    ],
    [
      "a secondary writer that still runs keeps the run running",
      [life({ exitCode: 0 }), life({ startedMs: 5, aliveMs: 1500, isSecondary: true })],
      "running",
    ],
    [
      "a writer that says no end ends with the run",
      [life({ exitCode: 3 }), life({ startedMs: 5, aliveMs: 1500, isSecondary: true, hasNoEnd: true })],
      "failed",
    ],
    [
      "a writer that says no end runs until then",
      [life({ aliveMs: 0 }), life({ startedMs: 5, aliveMs: 1500, isSecondary: true, hasNoEnd: true })],
      "running",
    ],
    ["a secondary writer alone decides", [life({ exitCode: 0, isSecondary: true })], "finished"],
    ["a run without sources is running", [], "running"],
  ])("%s", (_, sources, expected) => {
    expect(runStatus(sources, 2000, 1000)).toBe(expected);
  });
});
