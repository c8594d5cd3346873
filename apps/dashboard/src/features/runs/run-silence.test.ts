import { expect, test } from "vitest";
import { silenceOf, silenceText } from "./run-silence.ts";

test("a run that goes on is stale after five minutes without a sign of life", () => {
  expect(silenceOf("running", 0, 300_000)).toBeUndefined();
  expect(silenceOf("running", 0, 300_001)).toBe(300_001);
  expect(silenceOf("preempting", 0, 720_000)).toBe(720_000);
});

test("a run that ended is never stale, nor one whose clock is ahead", () => {
  expect(silenceOf("finished", 0, 720_000)).toBeUndefined();
  expect(silenceOf("crashed", 0, 720_000)).toBeUndefined();
  expect(silenceOf("running", 720_000, 0)).toBeUndefined();
});

test("a silence is told with its length", () => {
  expect(silenceText(720_000)).toBe("No sign of life for 12 m");
});
