import type { Client } from "@stepwell/client";
import type { RunView } from "@stepwell/protocol";
import { createValueStore } from "../../lib/value-store.ts";
import { plainReason } from "../shell/message.tsx";
import { showToast } from "../shell/toast.ts";

/** How long a deletion can be taken back, in ms: as long as its toast stays. */
export const undoMs = 10_000;

/** A run on its way out, or gone since `at` (ms). */
export interface LeavingRun {
  readonly at: number;
  readonly isGone: boolean;
  /** Takes it back; does nothing once it is gone. */
  readonly undo: () => void;
}

/** Runs that were deleted on this page, by `leavingName`. */
export const leavingRuns = createValueStore<ReadonlyMap<string, LeavingRun>>(new Map());

/** The name of a run among `leavingRuns`. */
export function leavingName(project: string, run: string): string {
  return JSON.stringify([project, run]);
}

export interface DeleteSoonOptions {
  readonly client: Pick<Client, "editRun" | "deleteRun">;
  readonly run: Pick<RunView, "project" | "id" | "name" | "archived">;
  /** Calls back after some ms. Default: the page's timer. */
  readonly later?: (run: () => void, ms: number) => void;
  /** Default: the page's clock. */
  readonly now?: () => number;
}

/**
 * Takes a run out of the lists at once, and deletes it when nobody took that back for 10 s. Until then it is archived at
 * the server, so that a page that is closed meanwhile loses nothing.
 */
export async function deleteSoon(options: DeleteSoonOptions): Promise<void> {
  const { client, run, now = Date.now } = options;
  const { later = (call, ms) => void setTimeout(call, ms) } = options;
  const { project, id, name, archived } = run;
  const key = leavingName(project, id);
  let isBack = false;
  const undo = (): void => {
    if (isBack || leavingRuns.get().get(key)?.isGone === true) return;
    isBack = true;
    change(key, undefined);
    void client.editRun(project, id, { archived }).catch(tell);
  };
  try {
    await client.editRun(project, id, { archived: true });
  } catch (error) {
    return tell(error);
  }
  const at = now();
  change(key, { at, isGone: false, undo });
  showToast({ text: `"${name}" is deleted.`, undo });
  later(() => {
    if (isBack) return;
    // From here on it can't be taken back, whatever the reply.
    change(key, { at, isGone: true, undo });
    client.deleteRun(project, id).catch((error: unknown) => {
      change(key, undefined);
      tell(error);
    });
  }, undoMs);
}

function change(key: string, leaving: LeavingRun | undefined): void {
  const next = new Map(leavingRuns.get());
  if (leaving === undefined) next.delete(key);
  else next.set(key, leaving);
  leavingRuns.set(next);
}

function tell(error: unknown): void {
  showToast({ text: plainReason(error), error: true });
}
