import type { Client } from "@stepwell/client";
import type { RunColor, RunDetail, RunRows, RunView } from "@stepwell/protocol";
import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { showToast } from "../shell/toast.ts";

export interface ColoredRun {
  readonly project: string;
  readonly id: string;
  readonly name: string;
  readonly color: RunColor;
}

/** Gives a run another colour, on every page at once; where the server refuses, it has its former one again. */
export async function changeRunColor(
  { client, queries }: { readonly client: Client; readonly queries: QueryClient },
  run: ColoredRun,
  color: RunColor,
): Promise<void> {
  paint(queries, run, color);
  try {
    await client.editRun(run.project, run.id, { color });
  } catch (error) {
    paint(queries, run, run.color);
    const reason = error instanceof Error ? error.message : "unknown";
    showToast({ text: `The colour of ${run.name} was not changed: ${reason}`, error: true });
  }
}

function paint(queries: QueryClient, { project, id }: ColoredRun, color: RunColor): void {
  const recolor = <R extends { readonly id: string }>(runs: readonly R[]): readonly R[] =>
    runs.map((run) => (run.id === id ? { ...run, color } : run));
  queries.setQueriesData<RunRows>({ queryKey: queryKeys.runTables(project) }, (page) =>
    page?.runs.some((run) => run.id === id) === true ? { ...page, runs: recolor(page.runs) } : page,
  );
  queries.setQueryData<readonly RunView[]>(queryKeys.runs(project), (runs) => runs && recolor(runs));
  queries.setQueryData<RunDetail>(queryKeys.run(project, id), (detail) =>
    detail === undefined ? detail : { ...detail, run: { ...detail.run, color } },
  );
}
