import type { Client, RunsEdit } from "@stepwell/client";
import type { RunRow, RunRows } from "@stepwell/protocol";
import type { QueryClient } from "@tanstack/react-query";
import { formatPlural } from "../../lib/format-plural.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { undoMs } from "../run/leaving-runs.ts";
import { plainReason } from "../shell/message.tsx";
import { showToast } from "../shell/toast.ts";

export interface EditPorts {
  readonly client: Pick<Client, "editRun" | "editRuns" | "deleteRuns">;
  readonly queries: QueryClient;
}

/** Changes one cell at once and at the server; the toast takes it back. */
export async function editCell(
  { client, queries }: EditPorts,
  run: RunRow,
  edit: { readonly name?: string; readonly tags?: readonly string[]; readonly notes?: string },
): Promise<void> {
  const former = {
    ...(edit.name === undefined ? {} : { name: run.name }),
    ...(edit.tags === undefined ? {} : { tags: run.tags }),
    ...(edit.notes === undefined ? {} : { notes: notesOf(run) }),
  };
  const put = async (next: typeof edit): Promise<void> => {
    patchRow(queries, run, next);
    await client.editRun(run.project, run.id, next);
  };
  try {
    await put(edit);
    const what = Object.keys(edit)[0] ?? "run";
    showToast({
      text: `The ${what} of "${edit.name ?? run.name}" changed.`,
      undo: () => void put(former).catch(tell),
    });
  } catch (error) {
    patchRow(queries, run, former);
    tell(error);
  }
}

/** The notes of a row of a table that has them among its columns. */
function notesOf(run: RunRow): string {
  const { notes } = run.columns;
  return typeof notes === "string" ? notes : "";
}

/** Changes many runs; what the toast says has `did` in it, as `tagged`. */
export async function editMany(
  { client, queries }: EditPorts,
  runs: readonly RunRow[],
  { edit, back, did }: { readonly edit: RunsEdit; readonly back: RunsEdit | undefined; readonly did: string },
): Promise<void> {
  // Runs that move are found in their new project when that is taken back.
  const after = runs.map(({ project, id }) => ({ project: edit.project ?? project, run: id }));
  const chosen = { runs: runs.map(({ project, id }) => ({ project, run: id })) };
  const read = (): void => readAgain(queries, runs);
  try {
    const { failed, refused } = await client.editRuns(chosen, edit);
    read();
    if (failed > 0) {
      const why = refused[0]?.message ?? "the server did not say why";
      return showToast({ text: `${formatPlural(failed, "run")} could not be changed: ${why}`, error: true });
    }
    showToast({
      text: `${formatPlural(runs.length, "run")} ${did}.`,
      ...(back === undefined
        ? {}
        : { undo: () => void client.editRuns({ runs: after }, back).then(read, tell) }),
    });
  } catch (error) {
    tell(error);
  }
}

/** Puts runs away at once, and deletes them when nobody took that back for 10 s; a page that closes meanwhile loses nothing. */
export async function deleteManySoon(ports: EditPorts, runs: readonly RunRow[]): Promise<void> {
  const { client, queries } = ports;
  const chosen = { runs: runs.map(({ project, id }) => ({ project, run: id })) };
  let fate: "waits" | "back" | "gone" = "waits";
  try {
    await client.editRuns(chosen, { archived: true });
  } catch (error) {
    return tell(error);
  }
  readAgain(queries, runs);
  const undo = (): void => {
    if (fate !== "waits") return;
    fate = "back";
    void client.editRuns(chosen, { archived: false }).then(() => readAgain(queries, runs), tell);
  };
  showToast({ text: `${formatPlural(runs.length, "run")} deleted.`, undo });
  setTimeout(() => {
    if (fate !== "waits") return;
    fate = "gone";
    client.deleteRuns(chosen).catch(tell);
  }, undoMs);
}

function readAgain(queries: QueryClient, runs: readonly RunRow[]): void {
  for (const project of new Set(runs.map((run) => run.project))) {
    void queries.invalidateQueries({ queryKey: queryKeys.runTables(project) });
    void queries.invalidateQueries({ queryKey: ["run-groups", project] });
    void queries.invalidateQueries({ queryKey: ["run-plot", project] });
  }
}

function patchRow(
  queries: QueryClient,
  { project, id }: RunRow,
  { notes, ...own }: { readonly name?: string; readonly tags?: readonly string[]; readonly notes?: string },
): void {
  queries.setQueriesData<RunRows>({ queryKey: queryKeys.runTables(project) }, (page) =>
    page?.runs.some((run) => run.id === id) === true
      ? {
          ...page,
          runs: page.runs.map((run) =>
            run.id === id
              ? { ...run, ...own, columns: notes === undefined ? run.columns : { ...run.columns, notes } }
              : run,
          ),
        }
      : page,
  );
}

function tell(error: unknown): void {
  showToast({ text: plainReason(error), error: true });
}
