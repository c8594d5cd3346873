import { stateName } from "@stepwell/storage";
import type { StoredRun } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { runFileOfId } from "./run-file-nodes.ts";
import { runNumberOf } from "./run-node.ts";
import { mergedState } from "../api/run-view.ts";
import { WireError } from "./wire-error.ts";
import type { WireSources } from "./wire-sources.ts";

/** From which states people may put a run into which. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  pending: ["running", "failed", "crashed", "preempted", "preempting", "pending"],
  failed: ["pending", "running", "failed"],
};
const MAX_FILES = 10_000;
const PAGE = 1000;

/** What people do to runs that are there: stop them, say what became of them, delete them and their files. */
export function changeRunResolvers({ ports, ingest, live }: AppContext, sources: WireSources): object {
  const { runs, clock } = ports;

  async function needRun(verb: string, id: string): Promise<StoredRun> {
    const number = runNumberOf(id);
    const run = number === undefined ? undefined : await runs.run(number);
    if (run !== undefined) return run;
    throw new WireError(
      404,
      `[server] Failed to ${verb} run "${id.slice(0, 200)}": there is none with this id. Look at the list of runs; it may have been deleted.`,
    );
  }

  async function deleteArtifacts({ number }: StoredRun): Promise<void> {
    for (;;) {
      const logged = await runs.artifacts.ofRun(number, "output", { limit: PAGE });
      for (const artifact of logged) await runs.artifacts.remove(artifact.number, clock.now());
      if (logged.length < PAGE) return;
    }
  }

  async function deleteOf(run: StoredRun, paths: ReadonlySet<string>): Promise<void> {
    await runs.removeUploads(run.number, [...paths]);
    // People's own folders are never touched: what lies there is not shown any more.
    const hiddenFiles = [...new Set([...(run.edits.hiddenFiles ?? []), ...paths])].slice(-MAX_FILES);
    await runs.update(run.number, { edits: { hiddenFiles } });
  }

  return {
    async deleteRun({ input }: { input: { id: string; deleteArtifacts?: boolean | null } }) {
      const run = await needRun("delete", input.id);
      if (input.deleteArtifacts === true) await deleteArtifacts(run);
      await ingest.remove(run);
      return { clientMutationId: null };
    },

    /** Its writer hears of it with its next sign of life. */
    async stopRun({ input }: { input: { id: string } }) {
      const run = await needRun("stop", input.id);
      if (run.status === "running") {
        await sources.edit(run, () => ({ stopping: true }));
        live.run(run.number);
      }
      return { success: true };
    },

    async updateRunState({ input }: { input: { id: string; state: string } }) {
      const run = await needRun("change", input.id);
      const now = stateName(run, mergedState(run));
      const before = Object.hasOwn(STATES, input.state) ? STATES[input.state] : undefined;
      if (before?.includes(now) !== true) {
        throw new WireError(
          409,
          `[server] Failed to call run "${run.runId}" "${input.state.slice(0, 80)}": it is "${now}". Runs may become "pending" while they run or when they failed, and "failed" while they run or are pending.`,
        );
      }
      await sources.edit(run, () => ({ state: input.state as "pending" | "failed" }));
      live.run(run.number);
      return { success: true };
    },

    async deleteFiles({ input: { files } }: { input: { files: readonly string[] } }) {
      if (files.length > MAX_FILES) {
        throw new WireError(
          400,
          `[server] Failed to delete "${files.length}" files at once. Send at most ${MAX_FILES}.`,
        );
      }
      const byRun = new Map<number, Set<string>>();
      for (const id of files) {
        const file = runFileOfId(id);
        if (file === undefined) {
          throw new WireError(
            404,
            `[server] Failed to delete file "${id.slice(0, 200)}": this is no id of a run's file. Look at the list of files.`,
          );
        }
        byRun.set(file.run, (byRun.get(file.run) ?? new Set()).add(file.path));
      }
      for (const [number, paths] of byRun) {
        const run = await needRun("delete files of", btoa(`Run:${number}`));
        await sources.change(run, (current) => deleteOf(current, paths));
        live.run(number);
      }
      return { success: true };
    },
  };
}
