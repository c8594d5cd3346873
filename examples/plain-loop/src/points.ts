/** A point of the unit square, and on which side of a wavy line it lies. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly above: 0 | 1;
}

/** Points `from` up to `to` of a sequence that fills the square evenly, so nothing here needs a random number. */
export function points(from: number, to: number): Point[] {
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset;
    const x = (index * 0.754_877_666) % 1;
    const y = (index * 0.569_840_291) % 1;
    return { x, y, above: x + y > 1 + 0.2 * Math.sin(8 * x) ? 1 : 0 };
  });
}
