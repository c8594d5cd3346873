import type { StoredRun } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { rewindRun } from "../ingest/rewind-run.ts";
import type { AlertInput } from "./note-alert.ts";
import { noteAlert } from "./note-alert.ts";
import { WireError } from "./wire-error.ts";
import { checkProject, checkRunId } from "./wire-name.ts";
import type { WireNodes } from "./wire-nodes.ts";
import type { WireRequest } from "./wire-resolvers.ts";
import type { RunName, WireSources } from "./wire-sources.ts";

interface RunInput {
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly runName?: string | null;
}

interface RewindInput extends RunInput {
  readonly metricName?: string | null;
  readonly metricValue: number;
}

/** What clients do to a run besides saying what it is: rewind it, tell of its files, alert its people. */
export function runResolvers(
  { ports, live }: AppContext,
  sources: WireSources,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { runs } = ports;

  async function needRun(verb: string, input: RunInput): Promise<StoredRun> {
    const { project, runId } = nameOf(input);
    const run = await runs.findRun(project, runId);
    if (run !== undefined) return run;
    throw new WireError(
      404,
      `[server] Failed to ${verb} run "${runId.slice(0, 200)}": project "${project}" has none of that name. Look at the id and the project.`,
    );
  }

  return {
    async rewindRun({ input }: { input: RewindInput }) {
      const { metricName, metricValue, entityName } = input;
      const run = await needRun("rewind", input);
      if ((metricName ?? "_step") !== "_step" || !Number.isFinite(metricValue)) {
        throw new WireError(
          400,
          `[server] Failed to rewind run "${run.runId}": "${(metricName ?? "").slice(0, 80)}" at "${metricValue}" is no place in it. Name a "_step".`,
        );
      }
      await sources.change(run, (current) => rewindRun(ports, current, metricValue));
      live.rewound(run);
      return { rewoundRun: nodesOf(entityName).run(await needRun("rewind", input)) };
    },

    /** Files are shown as soon as they are here; the client only wants to hear that it was heard. */
    async markRunFilesUploaded({ input }: { input: RunInput }) {
      await needRun("note files of", input);
      return { success: true };
    },

    async notifyScriptableRunAlert({ input }: { input: AlertInput }, { caller }: WireRequest) {
      await needRun("alert people about", input);
      await sources.with(nameOf(input), caller, async (account) => {
        noteAlert(account, input, ports.clock.now());
        await sources.store(account);
      });
      return { success: true };
    },
  };
}

function nameOf({ projectName, runName }: RunInput): RunName {
  return { project: checkProject(projectName || UNCATEGORIZED), runId: checkRunId(runName ?? "") };
}
