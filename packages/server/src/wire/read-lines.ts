import type { Row } from "@stepwell/runlog";
import type { MetricStore, Stream } from "@stepwell/storage";

/** Lines nearer to each other than this are read together with what is between them. */
const GAP = 32;
const LONGEST_READ = 5000;

/** The rows of single lines, in the order in which the lines are given; lines without a row are left out. */
export async function readLines(
  metrics: Pick<MetricStore, "rows">,
  run: number,
  stream: Stream,
  lines: readonly number[],
): Promise<readonly Row[]> {
  const wanted = new Set(lines);
  const found = new Map<number, Row>();
  for (const [from, to] of rangesOf(lines)) {
    for (const { line, row } of await metrics.rows(run, stream, { from, limit: to - from + 1 })) {
      if (wanted.has(line)) found.set(line, row);
    }
  }
  return lines.map((line) => found.get(line)).filter((row) => row !== undefined);
}

/** Both ends included. */
function rangesOf(lines: readonly number[]): (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && line - last[1] <= GAP && line - last[0] < LONGEST_READ) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}
