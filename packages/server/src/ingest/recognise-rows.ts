import { joinPath } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { MetricStore, Stream } from "@stepwell/storage";
import { packRows } from "./pack-rows.ts";
import type { NumberedRows } from "./source-batch.ts";

/**
 * Says of each row whether the run holds it already, whichever source it came from: equal in `_timestamp` and, for
 * history, in `_step` and `_runtime`, for events, in the first metric (their `_runtime` is computed on the way, and
 * differs in its last digits). Rows of a shared run come without a step, which is then not asked for; a row that lacks
 * another of them is never recognised.
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
  const keys = new Set(rows.flatMap((row) => identityKeys(stream, row)));
  const known = new Map<string, ReadonlyMap<number, readonly number[]>>();
  for (const key of keys)
    known.set(key, await storedValues(metrics, { run, stream, key, range: [from, to] }));
  return rows.map((row) => {
    const time = row["_timestamp"];
    const identity = identityKeys(stream, row);
    if (typeof time !== "number" || identity.length === 0) return false;
    return identity.every((key) => {
      const value = row[key];
      return typeof value === "number" && known.get(key)?.get(time)?.includes(value) === true;
    });
  });
}

function identityKeys(stream: Stream, row: Row): readonly string[] {
  if (stream === "history") return Object.hasOwn(row, "_step") ? ["_step", "_runtime"] : ["_runtime"];
  const first = Object.keys(row)
    .filter((key) => !key.startsWith("_"))
    .sort()[0];
  return first === undefined ? [] : [first];
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

/**
 * Rows of a source whose file was damaged at one reading and not at another, so that counting them gives other numbers
 * each time: those that the run holds are left out, the others follow what was given before, which is `mark` rows.
 */
export async function renumberRows(
  metrics: MetricStore,
  run: number,
  stream: Stream,
  { offset, rows, mark }: NumberedRows & { readonly mark: number },
): Promise<NumberedRows[]> {
  if (rows.length === 0) return [];
  const known = await recogniseRows(metrics, run, stream, rows);
  const fresh = rows.filter((row, index) => {
    const canBeKnown = typeof row["_timestamp"] === "number" && identityKeys(stream, row).length > 0;
    return known[index] !== true && (canBeKnown || offset + index >= mark);
  });
  return [{ offset: mark, rows: fresh }];
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
