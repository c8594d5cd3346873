import type { RunSearch, RunStore, StoredRun } from "@stepwell/storage";
import { findRun } from "../api/find-run.ts";
import { refusal } from "../api/refusal.ts";
import { runFilterOf } from "../run-query/archived-runs.ts";
import { factField } from "../run-query/fact-fields.ts";
import { parseSort } from "../run-query/parse-sort.ts";
import type { ExportOrder } from "./export-order.ts";

const PAGE = 200;

/**
 * The runs of an order, as they are listed or sorted, else newest first; read a page at a time at each call. Refuses with
 * 404 where there is none, and with 400 for a filter or an order that can't be read.
 */
export async function selectRuns(
  store: RunStore,
  { runs, project, filter, sort }: Pick<ExportOrder, "runs" | "project" | "filter" | "sort">,
): Promise<() => AsyncGenerator<StoredRun>> {
  if (runs !== undefined) return listed(store, runs);
  if (project !== undefined && (await store.runs({ project, limit: 1 })).length === 0) {
    throw refusal(
      404,
      `[server] Failed to find a run of project "${project}": nothing of that name is stored. Look at the list of projects.`,
    );
  }
  if (project === undefined || (filter === undefined && sort === undefined))
    return () => pagesOf(store, project);
  try {
    const search = {
      project,
      sort: parseSort(sort ?? [], factField),
      filter: runFilterOf(filter),
    };
    return () => foundBy(store, search);
  } catch (error) {
    if (error instanceof RangeError) throw refusal(400, error.message);
    throw error;
  }
}

async function listed(
  store: RunStore,
  runs: readonly { readonly project: string; readonly run: string }[],
): Promise<() => AsyncGenerator<StoredRun>> {
  const numbers = new Set<number>();
  for (const { project, run } of runs) numbers.add((await findRun(store, project, run)).number);
  return () => stillThere(store, numbers);
}

async function* stillThere(store: RunStore, numbers: Iterable<number>): AsyncGenerator<StoredRun> {
  for (const number of numbers) {
    const run = await store.run(number);
    if (run !== undefined) yield run;
  }
}

async function* foundBy(
  store: RunStore,
  search: Omit<RunSearch, "limit" | "after">,
): AsyncGenerator<StoredRun> {
  let after: RunSearch["after"];
  for (;;) {
    const page = await store.queries.find({
      ...search,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* stillThere(
      store,
      page.runs.map(({ number }) => number),
    );
    after = page.runs.at(-1)?.cursor;
    if (!page.more || after === undefined) return;
  }
}

async function* pagesOf(store: RunStore, project: string | undefined): AsyncGenerator<StoredRun> {
  let before: number | undefined;
  for (;;) {
    const page = await store.runs({
      limit: PAGE,
      ...(project === undefined ? {} : { project }),
      ...(before === undefined ? {} : { before }),
    });
    yield* page;
    before = page.at(-1)?.number;
    if (page.length < PAGE) return;
  }
}
