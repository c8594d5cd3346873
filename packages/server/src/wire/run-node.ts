import { printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { stateName } from "@stepwell/storage";
import type { StoredRun, Stream } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import { mergedState } from "../api/run-view.ts";
import { ENTITY } from "./entity-name.ts";
import { telemetryJson, writeConfigJson } from "./config-json.ts";

/** How many of a stream's last lines a tail holds; clients use the last one. */
const TAIL_LINES = 3;

/** A run as the `Run` type of the schema. Members that cost a read are functions, called only when asked for. */
export function runNode(ports: Pick<AppPorts, "metrics">, run: StoredRun, project: () => object): object {
  const { metrics } = ports;
  const state = mergedState(run);
  const record = state.run;
  const displayName = run.edits.name || record?.displayName || run.runId;

  async function tail(stream: Stream): Promise<string> {
    const { lines } = await metrics.info(run.number, stream);
    const rows = await metrics.rows(run.number, stream, {
      from: Math.max(0, lines - TAIL_LINES),
      limit: TAIL_LINES,
    });
    return printJson(rows.map(({ row }) => printJson(row)));
  }

  return {
    __typename: "Run",
    id: btoa(`Run:${run.number}`),
    name: run.runId,
    displayName,
    description: run.edits.description ?? "",
    notes: run.edits.notes ?? record?.notes ?? "",
    tags: run.edits.tags ?? record?.tags ?? [],
    state: stateName(run, state),
    config: printJson(writeConfigJson(state.config)),
    wandbConfig: ({ keys }: { keys?: readonly string[] | null }) => {
      const own = state.config["_wandb"];
      const known: JsonObject = { ...(own as JsonObject | undefined), t: telemetryJson(state) };
      const chosen = (keys ?? Object.keys(known)).flatMap((key): [string, Json][] =>
        Object.hasOwn(known, key) ? [[key, known[key] as Json]] : [],
      );
      return printJson(Object.fromEntries(chosen));
    },
    summaryMetrics: printJson(state.summary),
    group: record?.group ?? "",
    jobType: record?.jobType ?? "",
    sweepName: record?.sweepId || null,
    sweep: null,
    host: record?.host || state.environment?.host || null,
    exitcode: state.exitCode ?? null,
    failed: run.status === "failed" || run.status === "crashed",
    running: run.status === "running",
    shouldStop: run.edits.stopping === true,
    project,
    historyLineCount: async () => (await metrics.info(run.number, "history")).lines,
    eventsLineCount: async () => (await metrics.info(run.number, "events")).lines,
    historyTail: () => tail("history"),
    eventsTail: () => tail("events"),
    stopped: run.edits.stopping === true,
    // W&B's reader refuses what is no number, and reads no more of it.
    projectId: "1",
    commit: record?.git?.commit ?? null,
    readOnly: false,
    createdAt: new Date(run.createdMs).toISOString(),
    heartbeatAt: new Date(run.updatedMs).toISOString(),
    user: userNode(),
  };
}

/** Who a run is from, where nobody has to say who they are. */
export function userNode(): object {
  return { __typename: "User", id: btoa("User:local"), name: ENTITY, username: ENTITY };
}

/** The number of the run whose `id` a client got from `runNode`; undefined for any other text. */
export function runNumberOf(id: string): number | undefined {
  try {
    const match = /^Run:(\d{1,15})$/.exec(atob(id));
    return match === null ? undefined : Number(match[1]);
  } catch {
    return undefined;
  }
}
