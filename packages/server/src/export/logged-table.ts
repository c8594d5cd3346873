import { Cell, pickCells } from "@stepwell/storage";
import type { Column, MetricStore, StoredRun, Stream } from "@stepwell/storage";
import { OWN } from "./own-columns.ts";
import { tableChanged } from "./table-changed.ts";
import type { Table, TablePage } from "./table.ts";

/** Whose rows are wanted, and which. */
export interface LoggedRows {
  readonly metrics: MetricStore;
  /** The runs in order, anew for each reading. */
  readonly runs: () => AsyncIterable<Pick<StoredRun, "number" | "project" | "runId">>;
  readonly stream: Stream;
  /** Only rows with one of these joined paths, cut down to them and the `_` keys. */
  readonly keys?: readonly string[] | undefined;
  /** Only rows whose `_step` is a number from here on, and up to there; both are included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Puts the columns `project` and `run` before the others. */
  readonly isNamed: boolean;
}

/** Cells that a page may have at most, or nearly so. */
const PAGE_CELLS = 100_000;
const [FEWEST_ROWS, MOST_ROWS] = [64, 4096];

/** What runs logged, as one table: the rows that each run has at the first reading. */
export function createLoggedTable(wanted: LoggedRows): Table {
  const { metrics, stream, keys, isNamed } = wanted;
  const seen = new Map<number, { lines: number; epoch: number; limit: number }>();
  let isFirst = true;

  const placeOf = async (run: number) => {
    const known = seen.get(run);
    if (known !== undefined || !isFirst) return known;
    const [{ lines, epoch }, { length }] = await Promise.all([
      metrics.info(run, stream),
      metrics.keys(run, stream),
    ]);
    const width = keys === undefined ? length : Math.min(length, keys.length + 8);
    const limit = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(PAGE_CELLS / Math.max(1, width))));
    const place = { lines, epoch, limit };
    seen.set(run, place);
    return place;
  };

  return {
    async *pages() {
      for await (const { number, project, runId } of wanted.runs()) {
        const place = await placeOf(number);
        if (place === undefined) continue;
        const { lines: to, limit } = place;
        for (let from: number | null = 0; from !== null;) {
          const asked = { from, to, limit, ...(keys === undefined ? {} : { keys }) };
          const { next, ...page } = await metrics.columns(number, stream, asked);
          const chosen = withinSteps(page, wanted);
          if (chosen.rows > 0) yield isNamed ? named(chosen, project, runId) : chosen;
          from = next;
        }
        const now = await metrics.info(number, stream);
        if (now.epoch !== place.epoch || now.lines < to) throw tableChanged(`run "${runId}"`);
      }
      isFirst = false;
    },
  };
}

function withinSteps(page: TablePage, { from = -Infinity, to = Infinity }: LoggedRows): TablePage {
  if (from === -Infinity && to === Infinity) return page;
  const rowOf = new Int32Array(page.rows).fill(-1);
  let rows = 0;
  const steps = page.columns.get("_step");
  for (let cell = 0; cell < (steps?.size ?? 0); cell++) {
    const step = steps?.numbers[cell] as number;
    const isNumber = ((steps?.kinds?.[cell] ?? Cell.number) as number) <= Cell.bigint;
    if (isNumber && step >= from && step <= to) rowOf[steps?.places?.[cell] ?? cell] = rows++;
  }
  if (rows === page.rows) return page;
  const columns = new Map<string, Column>();
  for (const [key, column] of page.columns) {
    const picked = pickCells(column, rowOf);
    if (picked.size > 0) columns.set(key, picked);
  }
  return { rows, columns };
}

function named(page: TablePage, project: string, run: string): TablePage {
  const { rows, columns } = page;
  const own = [[OWN.project, repeated(project, rows)] as const, [OWN.run, repeated(run, rows)] as const];
  return { rows, columns: new Map<string, Column>([...own, ...columns]) };
}

function repeated(text: string, rows: number): Column {
  return {
    size: rows,
    places: undefined,
    kinds: new Uint8Array(rows).fill(Cell.other),
    numbers: new Float64Array(rows),
    bigints: [],
    texts: Array.from<string>({ length: rows }).fill(JSON.stringify(text)),
    labels: ["text"],
  };
}
