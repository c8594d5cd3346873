/** The class of each pixel, row by row. */
export interface MaskPixels {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint8Array;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** A mask as RGBA: classes without a colour are clear, pixels beside another class are drawn at full strength. */
export function paintMask(
  { width, height, ids }: MaskPixels,
  colors: ReadonlyMap<number, Rgb>,
  opacity: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const color = colors.get(id);
    if (color === undefined) continue;
    const x = at % width;
    const isEdge =
      (x > 0 && ids[at - 1] !== id) ||
      (x < width - 1 && ids[at + 1] !== id) ||
      (at >= width && ids[at - width] !== id) ||
      (at + width < ids.length && ids[at + width] !== id);
    out.set([...color, isEdge && opacity > 0 ? 255 : opacity * 255], at * 4);
  }
  return out;
}
