import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { movingPicture } from "./moving-picture.ts";

const size = { width: 40, height: 30 };

it("keeps only what changes between its frames", () => {
  const still = movingPicture([frame(0), frame(0), frame(0)]);
  const moved = movingPicture([frame(0), frame(9), frame(18)]);
  const once = movingPicture([frame(0)]);
  expect(Buffer.from(moved.subarray(0, 6)).toString("latin1")).toBe("GIF89a");
  expect(moved.length).toBeGreaterThan(still.length);
  expect(still.length).toBeLessThan(2 * once.length);
  expect(() => movingPicture([])).toThrow("one frame at least");
});

/** A square on white, further to the right with each step. */
function frame(x: number): { png: Uint8Array; ms: number } {
  const png = new PNG(size);
  png.data.fill(255);
  for (let y = 0; y < 10; y++) png.data.fill(60, (y * size.width + x) * 4, (y * size.width + x + 10) * 4);
  return { png: PNG.sync.write(png), ms: 100 };
}
