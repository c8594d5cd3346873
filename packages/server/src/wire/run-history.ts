import { joinPath, printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { MetricStore, StoredRun, Stream } from "@stepwell/storage";
import {
  checkSamples,
  MAX_SAMPLES,
  pickKeys,
  placesOf,
  readHistorySpec,
  strictJson,
} from "./history-specs.ts";
import type { HistorySpec } from "./history-specs.ts";
import { readLines } from "./read-lines.ts";
import type { StepIndex } from "./step-index.ts";
import { WireError } from "./wire-error.ts";

interface HistoryArguments {
  readonly samples?: number | null;
  /** The first step, and the one behind the last. */
  readonly minStep?: number | null;
  readonly maxStep?: number | null;
}

const PAGE = 5000;
const MAX_SPECS = 20;

/** What a run's node tells of its rows. */
export function runHistory(
  metrics: MetricStore,
  steps: StepIndex,
  { number }: Pick<StoredRun, "number">,
): object {
  /** Rows at equal distances when there are more than asked for; those of a range of steps are all given. */
  async function rows(
    stream: Stream,
    { samples, minStep, maxStep }: HistoryArguments,
  ): Promise<readonly Row[]> {
    if (minStep != null || maxStep != null) {
      const range = { from: minStep ?? -Infinity, to: maxStep ?? Infinity, limit: MAX_SAMPLES };
      return readLines(metrics, number, stream, await steps.lines(number, stream, range));
    }
    const { lines } = await metrics.info(number, stream);
    return readLines(metrics, number, stream, spread(lines, checkSamples(samples ?? undefined)));
  }

  async function sampled({ keys, samples, range }: HistorySpec): Promise<readonly Json[]> {
    if (keys.length === 0) return [];
    if (range !== undefined) {
      const within = { from: range.from, to: nextAbove(range.to), limit: MAX_SAMPLES };
      const found = await steps.lines(number, "history", within);
      const read = await readLines(metrics, number, "history", found);
      return read.flatMap((row) => pickKeys(row, keys) ?? []);
    }
    const thinned = createThinning<Json>(samples);
    const joined = keys.flatMap((key) => placesOf(key).map(joinPath));
    for (let from = 0; ;) {
      const page = await metrics.rows(number, "history", { from, limit: PAGE, keys: joined });
      for (const { row } of page) {
        const picked = pickKeys(row, keys);
        if (picked !== undefined) thinned.add(picked);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return thinned.read();
      from = last.line + 1;
    }
  }

  return {
    history: async (asked: HistoryArguments) =>
      (await rows("history", asked)).map((row) => printJson(row as Json)),
    events: async (asked: HistoryArguments) =>
      (await rows("events", asked)).map((row) => printJson(asSystemRow(row))),
    /** The measurements that came last. */
    async systemMetrics() {
      const { lines } = await metrics.info(number, "events");
      const [last] = await metrics.rows(number, "events", { from: Math.max(0, lines - 1), limit: 1 });
      const measured = Object.entries(last === undefined ? {} : asSystemRow(last.row));
      return printJson(Object.fromEntries(measured.filter(([key]) => !key.startsWith("_"))));
    },
    async sampledHistory({ specs }: { specs: readonly string[] }) {
      if (specs.length > MAX_SPECS) {
        throw new WireError(
          400,
          `[server] Failed to read "${specs.length}" specs at once. Ask for at most ${MAX_SPECS}.`,
        );
      }
      const answers: (readonly Json[])[] = [];
      for (const spec of specs) answers.push(await sampled(readHistorySpec(spec)));
      return answers;
    },
    /** All rows are live: there are no exports, and clients go on to ask for pages of rows. */
    async parquetHistory() {
      const [first] = await steps.lines(number, "history", { from: -Infinity, to: Infinity, limit: 1 });
      const [row] = first === undefined ? [] : await readLines(metrics, number, "history", [first]);
      return {
        parquetUrls: [],
        liveData: row === undefined ? [] : [strictJson({ _step: row["_step"] ?? 0 })],
      };
    },
    historyKeys: async () => {
      const keys = await metrics.keys(number, "history");
      const counts = keys.map(
        ({ key, numbers }) => [key, { typeCounts: [{ type: "number", count: numbers }] }] as const,
      );
      return { keys: Object.fromEntries(counts), sets: [], lastStep: await lastStep(metrics, number) };
    },
  };
}

/** The highest step of a run; -1 when no row has one. */
async function lastStep(metrics: MetricStore, run: number): Promise<number> {
  const key = joinPath(["_step"]);
  const [frame] = await metrics.series([{ query: 0, run, stream: "history", key, x: key, buckets: 1 }]);
  let last = -1;
  for (const step of frame?.max ?? []) if (step > last) last = step;
  return last;
}

/** Measurements carry a prefix where they are read, whichever way they came. */
function asSystemRow(row: Row): JsonObject {
  const named = Object.entries(row).map(
    ([key, value]) => [/^(_|system\.)/.test(key) ? key : `system.${key}`, value as Json] as const,
  );
  return Object.fromEntries(named);
}

/** `count` of the numbers below `total` at equal distances, the first and the last among them. */
function spread(total: number, count: number): number[] {
  if (total <= count) return Array.from({ length: total }, (_, index) => index);
  if (count === 1) return [total - 1];
  return Array.from({ length: count }, (_, index) => Math.round((index * (total - 1)) / (count - 1)));
}

/** Keeps at most twice as many items as asked for while they come, and gives as many as asked for. */
function createThinning<Item>(count: number): { add(item: Item): void; read(): Item[] } {
  let kept: Item[] = [];
  let stride = 1;
  let seen = 0;
  let last: Item | undefined;
  return {
    add(item) {
      if (seen % stride === 0) kept.push(item);
      seen += 1;
      last = item;
      if (kept.length < 2 * count + 2) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    read() {
      const all = last !== undefined && kept.at(-1) !== last ? [...kept, last] : kept;
      return spread(all.length, count).map((index) => all[index] as Item);
    },
  };
}

/** Steps are compared as numbers, so the end of a closed range is the next number there is. */
function nextAbove(value: number): number {
  return Number.isFinite(value) ? value + Math.max(Math.abs(value), 1) * Number.EPSILON : value;
}
