import { expect, test } from "vitest";
import { createCommitPace } from "./commit-pace.ts";

test("an idle writer commits at once, a busy one waits as long as its last commit took, and never for long", () => {
  let now = 0;
  const pace = createCommitPace(() => now);
  expect(pace.waitMs()).toBe(0);
  const commit = (ms: number) =>
    pace.measure(() => {
      now += ms;
    });
  commit(2);
  expect(pace.waitMs()).toBe(2);
  now += 1.5;
  expect(pace.waitMs()).toBe(0.5);
  now += 5;
  expect(pace.waitMs()).toBe(0);
  commit(80);
  expect(pace.waitMs()).toBe(5);
});
