import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { palettePng } from "./palette-png.ts";

function picture(width: number, height: number, colorAt: (x: number, y: number) => readonly number[]): PNG {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) png.data.set([...colorAt(x, y), 255], (y * width + x) * 4);
  }
  return png;
}

it("a picture of few colours stays what it is", () => {
  const before = picture(20, 10, (x, y) => [x * 10, y * 20, x === 3 ? 255 : 0]);
  const after = PNG.sync.read(Buffer.from(palettePng(PNG.sync.write(before))));
  expect([after.width, after.height]).toEqual([20, 10]);
  expect(after.data.equals(before.data)).toBe(true);
});

it("of many colours each becomes one that is near, and the file is smaller", () => {
  const before = picture(128, 128, (x, y) => [x * 2, y * 2, (x * y) % 256]);
  const written = PNG.sync.write(before);
  const less = palettePng(written);
  const after = PNG.sync.read(Buffer.from(less));
  expect(less.length).toBeLessThan(written.length);
  const worst = before.data.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (after.data[at] ?? 0))),
    0,
  );
  expect(worst).toBeLessThan(60);
});
