import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** Pixels of a side that are averaged to one before pictures are compared: letters of another font release blur away, a missing line does not. */
const BLOCK = 3;

export interface Difference {
  /** Share of blocks that differ, 0 to 1; 1 where the sizes do. */
  readonly share: number;
  /** Where they differ, as a PNG. */
  readonly picture: Uint8Array;
}

/** How much two PNGs differ to an eye. */
export function pictureDifference(before: Uint8Array, after: Uint8Array): Difference {
  const a = averaged(PNG.sync.read(Buffer.from(before)));
  const b = averaged(PNG.sync.read(Buffer.from(after)));
  if (a.width !== b.width || a.height !== b.height) return { share: 1, picture: PNG.sync.write(b) };
  const shown = new PNG({ width: a.width, height: a.height });
  const differing = pixelmatch(a.data, b.data, shown.data, a.width, a.height, { threshold: 0.12 });
  return { share: differing / (a.width * a.height), picture: PNG.sync.write(shown) };
}

function averaged({ width, height, data }: PNG): PNG {
  const small = new PNG({ width: Math.ceil(width / BLOCK), height: Math.ceil(height / BLOCK) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const sums = [0, 0, 0, 0];
      let count = 0;
      for (let row = y * BLOCK; row < Math.min(height, (y + 1) * BLOCK); row++) {
        for (let column = x * BLOCK; column < Math.min(width, (x + 1) * BLOCK); column++) {
          count += 1;
          for (let part = 0; part < 4; part++)
            sums[part] = (sums[part] as number) + (data[(row * width + column) * 4 + part] as number);
        }
      }
      for (let part = 0; part < 4; part++)
        small.data[(y * small.width + x) * 4 + part] = (sums[part] as number) / count;
    }
  }
  return small;
}
