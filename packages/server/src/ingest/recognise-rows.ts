import { joinPath } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { MetricStore, Stream } from "@stepwell/storage";
import { packRows } from "./pack-rows.ts";
import type { NumberedRows } from "./source-batch.ts";

const IDENTITY = { history: ["_step", "_runtime"], events: ["_runtime"] } as const;

/**
 * Says of each row whether the run holds it already, whichever source it came from: equal in `_timestamp`, `_runtime`
 * and, for history, `_step`. A row that lacks one of them is never recognised.
 */
export async function recogniseRows(
  metrics: MetricStore,
  run: number,
  stream: Stream,
  rows: readonly Row[],
): Promise<readonly boolean[]> {
  const times = rows
    .map((row) => row["_timestamp"])
    .filter((time) => typeof time === "number" && Number.isFinite(time)) as number[];
  if (times.length === 0) return rows.map(() => false);
  let from = Infinity;
  let to = -Infinity;
  for (const time of times) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  const known = await Promise.all(
    IDENTITY[stream].map((key) => storedValues(metrics, { run, stream, key, range: [from, to] })),
  );
  return rows.map((row) => {
    const time = row["_timestamp"];
    if (typeof time !== "number") return false;
    return IDENTITY[stream].every((key, index) => {
      const value = row[key];
      return typeof value === "number" && known[index]?.get(time)?.includes(value) === true;
    });
  });
}

/** Rows of a source without those that the run holds; the others keep their numbers. */
export async function withoutKnownRows(
  metrics: MetricStore,
  run: number,
  stream: Stream,
  { offset, rows }: NumberedRows,
): Promise<NumberedRows[]> {
  if (rows.length === 0) return [];
  const known = await recogniseRows(metrics, run, stream, rows);
  return packRows(
    rows.map((row, index) => ({ number: offset + index, row: known[index] ? undefined : row })),
  );
}

/** The stored values of a key by their row's time. */
async function storedValues(
  metrics: MetricStore,
  wanted: { run: number; stream: Stream; key: string; range: readonly [number, number] },
): Promise<ReadonlyMap<number, readonly number[]>> {
  const query = { query: 0, ...wanted, key: joinPath([wanted.key]), x: "_timestamp" };
  let [frame] = await metrics.series([{ ...query, buckets: 1024 }]);
  // Asked for as many entries as there are points, a store gives the points themselves.
  if (frame?.kind === "buckets") [frame] = await metrics.series([{ ...query, buckets: frame.storedInRange }]);
  const values = new Map<number, number[]>();
  if (frame?.kind !== "points") return values;
  for (let index = 0; index < frame.x.length; index++) {
    const time = frame.x[index] as number;
    const value = frame.last[index] as number;
    const others = values.get(time);
    if (others === undefined) values.set(time, [value]);
    else others.push(value);
  }
  return values;
}
