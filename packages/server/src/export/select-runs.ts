import type { RunStore, StoredRun } from "@stepwell/storage";
import { findRun } from "../api/find-run.ts";
import { refusal } from "../api/refusal.ts";
import type { ExportOrder } from "./export-order.ts";

const PAGE = 200;

/** The runs of an order, newest first or as they are listed, read a page at a time at each call. Refuses with 404 where there is none. */
export async function selectRuns(
  store: RunStore,
  { runs, project }: Pick<ExportOrder, "runs" | "project">,
): Promise<() => AsyncGenerator<StoredRun>> {
  if (runs === undefined) {
    if (project !== undefined && (await store.runs({ project, limit: 1 })).length === 0) {
      throw refusal(
        404,
        `[server] Failed to find a run of project "${project}": nothing of that name is stored. Look at the list of projects.`,
      );
    }
    return () => pagesOf(store, project);
  }
  const numbers: number[] = [];
  for (const { project: name, run } of runs) numbers.push((await findRun(store, name, run)).number);
  return async function* listed() {
    for (const number of new Set(numbers)) {
      const run = await store.run(number);
      if (run !== undefined) yield run;
    }
  };
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
