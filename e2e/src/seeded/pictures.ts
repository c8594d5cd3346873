/** Sides of the pictures, in pixels. */
export const PICTURE = { width: 96, height: 64 } as const;

/** A small harbour: sky, water, a vessel that moves with the step. RGB, row by row. */
export function harborPixels(step: number, index: number): Uint8Array {
  const { width, height } = PICTURE;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = (y * width + x) * 3;
      const [red, green, blue] = colorAt(classAt(x, y, step, index), x, y, index);
      pixels[place] = red;
      pixels[place + 1] = green;
      pixels[place + 2] = blue;
    }
  }
  return pixels;
}

/** The class of each pixel of the same picture: 0 sky, 1 water, 2 vessel, 3 quay. `error` pixels wide it is wrong. */
export function harborMask(step: number, index: number, error = 0): Uint8Array {
  const { width, height } = PICTURE;
  return Uint8Array.from({ length: width * height }, (_, place) =>
    classAt((place % width) - error, Math.floor(place / width) + error, step, index),
  );
}

/** Where the vessel is, in pixels. */
export function vesselAt(
  step: number,
  index: number,
): { minX: number; maxX: number; minY: number; maxY: number } {
  const left = 10 + ((step * 4 + index * 13) % 50);
  return { minX: left, maxX: left + 22, minY: 32, maxY: 42 };
}

function classAt(x: number, y: number, step: number, index: number): number {
  const vessel = vesselAt(step, index);
  if (x >= vessel.minX && x < vessel.maxX && y >= vessel.minY && y < vessel.maxY) return 2;
  if (x > 78 - index * 2 && y > 24) return 3;
  return y < 28 ? 0 : 1;
}

function colorAt(kind: number, x: number, y: number, index: number): readonly [number, number, number] {
  if (kind === 0) return [150 + y, 185 + y, 225];
  if (kind === 1) return [40 + (x % 7) * 2, 90 + (y % 5) * 4, 120 + index * 8];
  if (kind === 2) return [190, 60 + (x % 3) * 10, 50];
  return [120 + (x % 4) * 5, 112, 104];
}
