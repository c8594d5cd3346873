import { joinPath } from "@stepwell/protocol";
import type { SeriesFrame } from "@stepwell/protocol";
import type { Row, RunState } from "@stepwell/runlog";
import type { MetricStore, StoredRun } from "@stepwell/storage";
import { isSharedSource } from "./shared-source.ts";
import type { NumberedRows } from "./source-batch.ts";

/** Sources whose last step is kept in memory; the others start from what the store says. */
const MAX_SOURCES = 10_000;

/** Gives the rows of W&B's shared mode, which come without a step, theirs. */
export interface SharedSteps {
  /** The packs with a `_step` in every history row. Rows of other sources are left as they are. */
  give(
    run: StoredRun,
    source: SharedSource,
    packs: readonly NumberedRows[],
  ): Promise<readonly NumberedRows[]>;
  /** The last step that a source got; undefined before its first row since the server started. */
  last(source: string): number | undefined;
}

interface SharedSource {
  readonly id: string;
  readonly state: RunState;
  /** Rows that were stored of it before. */
  readonly mark: number;
}

/**
 * A row is placed by its time: it gets the highest step that the run had then, or one more than the row before it of its
 * own source. So a source never repeats a step, and writers at the same pace stay abreast. In a run in which nobody has
 * steps, it is one more than the highest: rows that arrive in order have steps of their own. Steps are given once, when
 * a row is stored: they don't change when an older row arrives late.
 */
export function createSharedSteps(metrics: MetricStore): SharedSteps {
  const lastSteps = new Map<string, number>();

  function remember(source: string, step: number): void {
    lastSteps.delete(source);
    lastSteps.set(source, step);
    const [oldest] = lastSteps.keys();
    if (lastSteps.size > MAX_SOURCES && oldest !== undefined) lastSteps.delete(oldest);
  }

  return {
    last: (source) => lastSteps.get(source),
    async give(run, source, packs) {
      if (packs.length === 0 || !isSharedSource(source)) return packs;
      const times = packs.flatMap(({ rows }) => rows.map(timeOf)).filter((time) => time !== undefined);
      const stepAt = await readSteps(metrics, run.number, times);
      const isNumbered = run.sources.some(
        (other) => other.id !== source.id && other.state.rows > 0 && !isSharedSource(other),
      );
      let own = lastSteps.get(source.id) ?? (source.mark === 0 ? -1 : undefined);
      let time = -Infinity;
      const given = packs.map(({ offset, rows }) => ({
        offset,
        rows: rows.map((row, index) => {
          if (Object.hasOwn(row, "_step")) return row;
          time = timeOf(row) ?? time;
          const reached = stepAt(time);
          // Given before, or missing from what was: its step is not the source's newest.
          if (offset + index < source.mark) return { ...row, _step: reached };
          own ??= reached;
          own = isNumbered ? Math.max(reached, own + 1) : Math.max(reached, own) + 1;
          return { ...row, _step: own };
        }),
      }));
      if (own !== undefined) remember(source.id, own);
      return given;
    },
  };
}

function timeOf(row: Row): number | undefined {
  const time = row["_timestamp"];
  return typeof time === "number" && Number.isFinite(time) ? time : undefined;
}

/** The highest step that the run had at a time, for times between those given; -1 before its first row. */
async function readSteps(
  metrics: MetricStore,
  run: number,
  times: readonly number[],
): Promise<(time: number) => number> {
  if (times.length === 0) return () => -1;
  let from = Infinity;
  let to = -Infinity;
  for (const time of times) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  const query = { run, stream: "history", key: joinPath(["_step"]), x: "_timestamp" } as const;
  const ranges = [
    [-Number.MAX_VALUE, from],
    [from, to],
  ] as const;
  const [earlier, within] = await metrics.series([
    { ...query, query: 0, range: ranges[0], buckets: 1 },
    { ...query, query: 1, range: ranges[1], buckets: 1024 },
  ]);
  const isExact = within?.kind !== "buckets";
  const [exact] = isExact
    ? [within]
    : await metrics.series([{ ...query, query: 0, range: ranges[1], buckets: within.storedInRange }]);
  const before = highest(earlier);
  const reached = risingSteps(exact);
  return (time) => {
    let low = 0;
    let high = reached.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((reached[middle] as Reached).time <= time) low = middle + 1;
      else high = middle;
    }
    return Math.max(before, reached[low - 1]?.step ?? -1);
  };
}

interface Reached {
  readonly time: number;
  readonly step: number;
}

/** The points in order of time, each with the highest step so far. */
function risingSteps(frame: SeriesFrame | undefined): Reached[] {
  const points = Array.from(frame?.x ?? [], (time, index) => ({ time, step: frame?.last[index] ?? -1 }));
  points.sort((a, b) => a.time - b.time);
  let highestStep = -1;
  return points.map(({ time, step }) => {
    if (step > highestStep) highestStep = step;
    return { time, step: highestStep };
  });
}

function highest(frame: SeriesFrame | undefined): number {
  let step = -1;
  for (const value of frame?.max ?? []) if (value > step) step = value;
  return step;
}
