import { expect, test } from "vitest";
import { decodeSmoothing, encodeSmoothing, isSmoothingOff, smoothingReach } from "./smoothing.ts";

test.each(["ema:0.8", "ema:0", "gauss:5", "gauss:2.5", "mean:20"])(
  "%s is read and written the same",
  (text) => {
    expect(encodeSmoothing(decodeSmoothing(text) as NonNullable<ReturnType<typeof decodeSmoothing>>)).toBe(
      text,
    );
  },
);

test.each(["", "ema", "ema:", "ema:x", "gauss:-1", "box:3", "mean:1e9", "ema:NaN", "constructor:1"])(
  '"%s" is no smoothing',
  (text) => expect(decodeSmoothing(text)).toBeUndefined(),
);

test("amounts past the end are the end", () => {
  expect(decodeSmoothing("ema:2")).toEqual({ kind: "ema", weight: 0.999 });
  expect(decodeSmoothing("mean:0")).toEqual({ kind: "mean", points: 1 });
  expect(decodeSmoothing("gauss:99999")).toEqual({ kind: "gauss", sigma: 1_000 });
});

test("a smoothing that changes nothing is off and reaches nowhere", () => {
  for (const text of ["ema:0", "gauss:0", "mean:1"]) {
    const smoothing = decodeSmoothing(text) as NonNullable<ReturnType<typeof decodeSmoothing>>;
    expect([isSmoothingOff(smoothing), smoothingReach(smoothing)]).toEqual([true, 0]);
  }
});
