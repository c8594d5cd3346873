import { expressionFunction } from "vega";

const most = 1e6;

/** Keeps what expressions of a figure may make at once within bounds: `sequence` gives at most a million numbers. */
export function boundVegaFunctions(): void {
  expressionFunction("sequence", boundedSequence);
}

/** As `sequence` of Vega's expressions: from a start up to a stop by a step. Throws `RangeError` for more than a million. */
export function boundedSequence(first: number, second?: number, step = 1): number[] {
  const [start, stop] = second === undefined ? [0, first] : [first, second];
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (!(count <= most)) throw new RangeError("A sequence of it is longer than 1,000,000.");
  return Array.from({ length: count }, (_, at) => start + at * step);
}
