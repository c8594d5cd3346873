import { joinPath } from "@stepwell/protocol";
import type { MetricStore, StreamInfo, Stream } from "@stepwell/storage";

/** Finds the lines of a run by their step. Steps may fall and repeat, and lines may have none. */
export interface StepIndex {
  /** Lines with `from <= _step < to`, by step, equal steps by line; at most `limit` of them. */
  lines(
    run: number,
    stream: Stream,
    range: { from: number; to: number; limit: number },
  ): Promise<readonly number[]>;
}

interface KnownSteps {
  readonly info: StreamInfo;
  /** In order of step, then line. */
  readonly steps: number[];
  readonly lines: number[];
}

const PAGE = 5000;
/** Lines of all runs together that are kept in memory. */
const MAX_KEPT = 4_000_000;
const STEP = joinPath(["_step"]);

/** Makes an index that reads a run's steps when it is first asked for, and what is new when it is asked again. */
export function createStepIndex(metrics: Pick<MetricStore, "info" | "rows">): StepIndex {
  const known = new Map<string, Promise<KnownSteps>>();
  const sizes = new Map<string, number>();

  async function read(run: number, stream: Stream, before: KnownSteps | undefined): Promise<KnownSteps> {
    const info = await metrics.info(run, stream);
    if (before !== undefined && isSame(before.info, info)) return before;
    const kept = before !== undefined && isContinued(before.info, info) ? before : undefined;
    const steps: number[] = [];
    const lines: number[] = [];
    let isSorted = true;
    for (let from = kept?.info.lines ?? 0; from < info.lines;) {
      const page = await metrics.rows(run, stream, { from, limit: PAGE, keys: [STEP] });
      for (const { line, row } of page) {
        const step = row["_step"];
        if (line >= info.lines || typeof step !== "number") continue;
        isSorted &&= step >= (steps.at(-1) ?? kept?.steps.at(-1) ?? -Infinity);
        steps.push(step);
        lines.push(line);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      from = last.line + 1;
    }
    if (kept === undefined) return isSorted ? { info, steps, lines } : sorted({ info, steps, lines });
    if (!isSorted)
      return sorted({ info, steps: [...kept.steps, ...steps], lines: [...kept.lines, ...lines] });
    // Who reads the former ones has found what it wanted before anything else runs.
    for (const step of steps) kept.steps.push(step);
    for (const line of lines) kept.lines.push(line);
    return { info, steps: kept.steps, lines: kept.lines };
  }

  function keep(key: string, size: number): void {
    sizes.delete(key);
    sizes.set(key, size);
    let total = [...sizes.values()].reduce((sum, next) => sum + next, 0);
    for (const [oldest, lines] of sizes) {
      if (total <= MAX_KEPT || oldest === key) break;
      total -= lines;
      sizes.delete(oldest);
      known.delete(oldest);
    }
  }

  return {
    async lines(run, stream, { from, to, limit }) {
      const key = `${run} ${stream}`;
      const before = known.get(key);
      // One reading at a time, each on what the one before it found.
      const reading = (before ?? Promise.resolve(undefined))
        .catch(() => undefined)
        .then((former) => read(run, stream, former));
      known.set(key, reading);
      const { steps, lines } = await reading;
      keep(key, lines.length);
      const start = firstAtLeast(steps, from);
      const end = Math.min(firstAtLeast(steps, to), start + limit);
      return lines.slice(start, end);
    },
  };
}

function isSame(a: StreamInfo, b: StreamInfo): boolean {
  return a.epoch === b.epoch && a.lines === b.lines && a.rows === b.rows;
}

/** Only lines were added: none was cut off, and no hole was filled. */
function isContinued(before: StreamInfo, now: StreamInfo): boolean {
  return before.epoch === now.epoch && before.lines <= now.lines && before.rows === before.lines;
}

function sorted({ info, steps, lines }: KnownSteps): KnownSteps {
  const order = steps.map((_, index) => index);
  order.sort(
    (a, b) => (steps[a] as number) - (steps[b] as number) || (lines[a] as number) - (lines[b] as number),
  );
  return {
    info,
    steps: order.map((index) => steps[index] as number),
    lines: order.map((index) => lines[index] as number),
  };
}

function firstAtLeast(steps: readonly number[], value: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
