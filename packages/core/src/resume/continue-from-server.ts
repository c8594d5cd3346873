import type { Json, JsonObject } from "@stepwell/protocol";
import { parseJson } from "@stepwell/protocol";
import { DeliveryError, UsageError } from "../core-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { createServerConnection, isObject } from "../sync/server-connection.ts";
import { withDeadline } from "../sync/with-deadline.ts";
import type { World } from "../world.ts";
import type { Continuation } from "./continuation.ts";
import { RESUME_STATUS, REWIND_RUN } from "./resume-operations.ts";

interface AskOptions {
  readonly settings: Settings;
  readonly server: NonNullable<Settings["server"]>;
  readonly world: World;
}

/**
 * What a run goes on from when the server is asked; undefined when it has no such run, or one that never really began.
 * Throws `UsageError` when no usable answer comes within the settings' timeout.
 */
export async function resumeFromServer(options: AskOptions): Promise<Continuation | undefined> {
  const { project, entity, runId } = options.settings;
  const data = await ask(options, {
    ...RESUME_STATUS,
    variables: { project, ...named(entity), name: runId },
  });
  const model = isObject(data["model"]) ? data["model"] : {};
  const bucket = model["bucket"];
  if (!isObject(bucket) || !("t" in parsedObject(bucket["wandbConfig"], {}))) return undefined;
  const summary = parsedObject(bucket["summaryMetrics"]);
  const row = lastRow(bucket["historyTail"]);
  const event = lastRow(bucket["eventsTail"]);
  const history = count(bucket["historyLineCount"], "historyLineCount");
  const lines = {
    history,
    events: count(bucket["eventsLineCount"], "eventsLineCount"),
    console: count(bucket["logLineCount"], "logLineCount"),
  };
  const lastStep = numberOf(row["_step"]) ?? numberOf(summary["_step"]) ?? -1;
  const own = isObject(summary["_wandb"]) ? summary["_wandb"] : {};
  const runtimes = [
    numberOf(event["_runtime"]),
    numberOf(own["runtime"]) ?? numberOf(summary["_runtime"]),
    numberOf(row["_runtime"]),
  ];
  return {
    startingStep: history > 0 ? Math.max(0, Math.trunc(lastStep) + 1) : 0,
    runtime: Math.max(0, ...runtimes.map((seconds) => seconds ?? 0)),
    config: unwrapped(parsedObject(bucket["config"])),
    summary,
    lines,
    name: textOf(bucket["displayName"]),
    notes: textOf(bucket["notes"]),
    tags: textsOf(bucket["tags"]),
    resumed: true,
  };
}

/** Lets the server drop the rows of a run behind `step`. Throws `UsageError` when it does not. */
export async function rewindAtServer(options: AskOptions & { step: number }): Promise<Continuation> {
  const { settings, step } = options;
  const { project, entity, runId } = settings;
  const variables = { runName: runId, project, ...named(entity), metricName: "_step", metricValue: step };
  const data = await ask(options, { ...REWIND_RUN, variables });
  const answer = isObject(data["rewindRun"]) ? data["rewindRun"] : {};
  const rewound = answer["rewoundRun"];
  if (!isObject(rewound))
    refuse(`the server has no run "${runId}" to rewind`, "Look at the id and the project.");
  // What the rows before it amount to is asked for like that of any run; a server that says less is believed as well.
  const now = await resumeFromServer(options);
  const history = count(rewound["historyLineCount"], "historyLineCount");
  return {
    runtime: 0,
    config: unwrapped(parsedObject(rewound["config"], {})),
    summary: {},
    name: textOf(rewound["displayName"]),
    notes: "",
    tags: [],
    ...now,
    lines: { events: 0, console: 0, ...now?.lines, history },
    startingStep: step + 1,
    resumed: false,
    branchPoint: { run: runId, step },
  };
}

interface Operation {
  readonly operationName: string;
  readonly query: string;
  readonly variables: JsonObject;
}

/** Nothing else in `init` waits for a server. */
async function ask({ settings, server, world }: AskOptions, operation: Operation): Promise<JsonObject> {
  const { initTimeoutMs: ms } = settings;
  const release = world.keepAlive();
  const never = new AbortController().signal;
  try {
    return await withDeadline({ ms, clock: world.clock, signal: never }, (signal) =>
      createServerConnection({ ...server, source: "", world, signal }).graphql(operation),
    );
  } catch (error) {
    if (!DeliveryError.isInstance(error)) throw error;
    throw new UsageError(
      `[core] Failed to start the run: the server was asked about the run "${settings.runId}" for ${ms / 1000} s at most. ${error.message} With mode: "offline" the run folders here are asked instead.`,
      { cause: error },
    );
  } finally {
    release();
  }
}

function named(entity: string): { entity?: string } {
  return entity === "" ? {} : { entity };
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return parseJson(value);
  } catch {
    // The caller says which answer it can't use.
    return undefined;
  }
}

function parsedObject(value: Json | undefined, fallback?: JsonObject): JsonObject {
  const found = parsed(value);
  if (isObject(found)) return found;
  if (fallback !== undefined) return fallback;
  return unusable(String(value));
}

/** A tail is a list of rows, each as text. */
function lastRow(tail: Json | undefined): JsonObject {
  const rows = parsed(tail);
  if (!Array.isArray(rows)) return unusable(String(tail));
  const last = (rows as readonly Json[]).at(-1);
  return last === undefined ? {} : parsedObject(last);
}

function unwrapped(config: JsonObject): JsonObject {
  const values: [string, Json][] = Object.entries(config).flatMap(([key, wrapped]) =>
    isObject(wrapped) && "value" in wrapped ? [[key, wrapped["value"] as Json] as [string, Json]] : [],
  );
  return Object.fromEntries(values);
}

function count(value: Json | undefined, name: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : unusable(`${name}: ${String(value)}`);
}

function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];
}

function unusable(what: string): never {
  refuse(
    `the server's answer about the run makes no sense ("${what.slice(0, 100)}")`,
    "Look at the server's log.",
  );
}

function refuse(reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to start the run: ${reason}. ${remedy}`);
}
