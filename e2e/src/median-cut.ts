/** A colour of a picture, and how many pixels have it. */
export interface Color {
  readonly rgb: readonly [number, number, number];
  readonly count: number;
}

/** Median cut: the box that spreads most pixels widest is halved, until there are as many boxes as colours may be. */
export function medianCut(colors: readonly Color[], most: number): Color[][] {
  const boxes = [[...colors]];
  while (boxes.length < most) {
    const spreads = boxes.map(spreadOf);
    const widest = spreads.reduce(
      (best, spread, place) => (spread.weight > (spreads[best]?.weight ?? 0) ? place : best),
      0,
    );
    const spread = spreads[widest];
    const box = boxes[widest];
    if (spread === undefined || box === undefined || spread.weight === 0) break;
    boxes.splice(widest, 1, ...halve(box, spread.channel));
  }
  return boxes;
}

function spreadOf(box: readonly Color[]): { channel: 0 | 1 | 2; weight: number } {
  const pixels = box.reduce((sum, { count }) => sum + count, 0);
  const widths = ([0, 1, 2] as const).map((channel) => {
    let low = 255;
    let high = 0;
    for (const { rgb } of box) {
      low = Math.min(low, rgb[channel]);
      high = Math.max(high, rgb[channel]);
    }
    return { channel, width: high - low };
  });
  const widest = widths.reduce((best, one) => (one.width > best.width ? one : best));
  // A few pixels of a loud colour count beside many of a quiet one.
  return { channel: widest.channel, weight: widest.width ** 2 * Math.sqrt(pixels) };
}

function halve(box: Color[], channel: 0 | 1 | 2): [Color[], Color[]] {
  box.sort((one, other) => one.rgb[channel] - other.rgb[channel]);
  const middle = ((box[0]?.rgb[channel] ?? 0) + (box.at(-1)?.rgb[channel] ?? 0)) / 2;
  const at = box.findIndex(({ rgb }) => rgb[channel] > middle);
  return [box.slice(0, at), box.slice(at)];
}

/** The colour that stands for a box. */
export function meanOf(box: readonly Color[]): number[] {
  const pixels = box.reduce((sum, { count }) => sum + count, 0);
  return [0, 1, 2].map((channel) =>
    Math.round(box.reduce((sum, { rgb, count }) => sum + (rgb[channel] ?? 0) * count, 0) / pixels),
  );
}
