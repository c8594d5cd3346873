import type { BulkReply } from "@stepwell/protocol";
import type { RunEdit } from "./edit-run.ts";
import type { RunFilter } from "./run-filter.ts";
import type { Transport } from "./transport.ts";

/** Which runs to change: those of a project that a filter lets through, or those of a list; at most 10,000. */
export type ChosenRuns =
  | { readonly project: string; readonly filter: RunFilter }
  | { readonly runs: readonly { readonly project: string; readonly run: string }[] };

/** A change of many runs: as of one, and tags to add or to remove. */
export interface RunsEdit extends RunEdit {
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
}

/** Changes many runs. Those that could not be changed are told of in the reply. */
export function editRuns(transport: Transport, chosen: ChosenRuns, edit: RunsEdit): Promise<BulkReply> {
  return transport.json("change the runs", "/api/runs/edit", { method: "POST", body: { ...chosen, edit } });
}

/** Deletes many runs. They do not come back. */
export function deleteRuns(transport: Transport, chosen: ChosenRuns): Promise<BulkReply> {
  return transport.json("delete the runs", "/api/runs/delete", { method: "POST", body: chosen });
}
