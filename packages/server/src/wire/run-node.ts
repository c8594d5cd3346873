import { printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { StoredRun, Stream } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import { mergedState } from "../api/run-view.ts";
import { ENTITY } from "./entity-name.ts";
import { telemetryJson, writeConfigJson } from "./config-json.ts";

/** How many of a stream's last lines a tail holds; clients use the last one. */
const TAIL_LINES = 3;

/** A run as the `Run` type of the schema. Members that cost a read are functions, called only when asked for. */
export function runNode(
  ports: Pick<AppPorts, "runs" | "metrics">,
  run: StoredRun,
  project: () => object,
): object {
  const { runs, metrics } = ports;
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

  async function lastRow(stream: Stream): Promise<Row | undefined> {
    const { lines } = await metrics.info(run.number, stream);
    return (await metrics.rows(run.number, stream, { from: Math.max(0, lines - 1), limit: 1 }))[0]?.row;
  }

  return {
    __typename: "Run",
    id: btoa(`Run:${run.number}`),
    name: run.runId,
    displayName,
    description: run.edits.notes ?? record?.notes ?? "",
    notes: run.edits.notes ?? record?.notes ?? "",
    tags: run.edits.tags ?? record?.tags ?? [],
    state: run.status,
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
    sweepName: record?.sweepId === "" ? null : record?.sweepId,
    project,
    historyLineCount: async () => (await metrics.info(run.number, "history")).lines,
    eventsLineCount: async () => (await metrics.info(run.number, "events")).lines,
    logLineCount: () => runs.consoleLength(run.number),
    historyTail: () => tail("history"),
    eventsTail: () => tail("events"),
    stopped: false,
    // W&B's reader refuses what is no number, and reads no more of it.
    projectId: "1",
    commit: record?.git?.commit ?? null,
    readOnly: false,
    createdAt: new Date(run.createdMs).toISOString(),
    heartbeatAt: new Date(run.updatedMs).toISOString(),
    user: { id: btoa("User:local"), name: ENTITY, username: ENTITY },
    systemMetrics: "{}",
    historyKeys: async () => {
      const keys = await metrics.keys(run.number, "history");
      const counts = keys.map(
        ({ key, numbers }) => [key, { typeCounts: [{ type: "number", count: numbers }] }] as const,
      );
      const last = await lastRow("history");
      return { keys: Object.fromEntries(counts), sets: [], lastStep: last?.["_step"] ?? -1 };
    },
  };
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
