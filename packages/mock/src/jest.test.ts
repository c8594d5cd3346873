import { afterEach, expect, test, vi } from "vitest";
import type { MatcherContext } from "./matchers/judge.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test("importing the door teaches the global expect", async () => {
  const taught: string[] = [];
  vi.stubGlobal("expect", { extend: (all: object) => void taught.push(...Object.keys(all)) });
  await import("./jest.ts");
  expect(taught).toContain("toHaveLogged");
});

test("without one it says what to do", async () => {
  await expect(import("./jest.ts")).rejects.toThrow(
    '[mock] Failed to teach jest its matchers: there is no global "expect". Call expect.extend(matchers)',
  );
});

test("a matcher needs no more of its runner than equality", async () => {
  const { matchers } = await import("./matchers/matchers.ts");
  const runner: MatcherContext = { equals: Object.is };
  const run = { project: "p", id: "a", history: [{ _step: 0, loss: 1 }] };
  expect(matchers.toHaveLogged.call(runner, run, { loss: 1 })).toMatchObject({ pass: true });
  const failed = await matchers.toHaveLogged.call(runner, Promise.resolve(run), { loss: 2 });
  expect(failed.message()).toBe(`expected run "a" of "p" to have logged {"loss": 2}

The closest of 1 row, step 0:
  loss: expected 2, received 1`);
});
