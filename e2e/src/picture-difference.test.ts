import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { pictureDifference } from "./picture-difference.ts";

/** White with a dark line `at` rows from the top, and a grey of `grey` behind it. */
function picture(at: number | undefined, grey = 255, width = 120): Uint8Array {
  const png = new PNG({ width, height: 60 });
  for (let place = 0; place < width * 60; place++) {
    const isLine = at !== undefined && Math.abs(Math.floor(place / width) - at) < 1;
    png.data.set(isLine ? [20, 60, 200, 255] : [grey, grey, grey, 255], place * 4);
  }
  return PNG.sync.write(png);
}

it("equal pictures do not differ, and a shade nobody sees does not count", () => {
  expect(pictureDifference(picture(30), picture(30)).share).toBe(0);
  expect(pictureDifference(picture(30, 255), picture(30, 252)).share).toBe(0);
});

it("a missing line, a moved line and another size do", () => {
  expect(pictureDifference(picture(30), picture(undefined)).share).toBeGreaterThan(0.03);
  expect(pictureDifference(picture(30), picture(40)).share).toBeGreaterThan(0.03);
  expect(pictureDifference(picture(30), picture(30, 255, 123)).share).toBe(1);
});
