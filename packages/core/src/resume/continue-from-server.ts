import { isJsonObject } from "@stepwell/protocol";
import { DeliveryError, UsageError } from "../core-error.ts";
import { ResumeError } from "../errors/resume-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { createServerConnection } from "../sync/server-connection.ts";
import type { ServerConnection } from "../sync/server-connection.ts";
import { withDeadline } from "../sync/with-deadline.ts";
import type { World } from "../world.ts";
import type { Continuation } from "./continuation.ts";
import { continuationOfBucket } from "./resume-answer.ts";
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
export function resumeFromServer(options: AskOptions): Promise<Continuation | undefined> {
  return ask(options, (connection) => statusOf(connection, options.settings));
}

/** Lets the server drop the rows of a run behind `step`. Throws `UsageError` when it does not. */
export function rewindAtServer(options: AskOptions & { step: number }): Promise<Continuation> {
  const { settings, step } = options;
  const { project, entity, runId } = settings;
  return ask(options, async (connection) => {
    const variables = { runName: runId, project, ...named(entity), metricName: "_step", metricValue: step };
    const data = await connection.graphql({ ...REWIND_RUN, variables });
    const answer = isJsonObject(data["rewindRun"]) ? data["rewindRun"] : {};
    // What the run amounts to now is asked for like that of any other.
    const now = isJsonObject(answer["rewoundRun"]) ? await statusOf(connection, settings) : undefined;
    if (now !== undefined) {
      return { ...now, startingStep: step + 1, resumed: false, branchPoint: { run: runId, step } };
    }
    throw new ResumeError(
      `[core] Failed to start the run: the server has no run "${runId}" of project "${project}" to rewind. Look at the id and the project.`,
      { runId, reason: "missing" },
    );
  });
}

async function statusOf(
  connection: ServerConnection,
  { project, entity, runId }: Settings,
): Promise<Continuation | undefined> {
  const variables = { project, ...named(entity), name: runId };
  const data = await connection.graphql({ ...RESUME_STATUS, variables });
  const model = isJsonObject(data["model"]) ? data["model"] : {};
  const bucket = model["bucket"];
  return isJsonObject(bucket) ? continuationOfBucket(bucket) : undefined;
}

/** Nothing else in `init` waits for a server. */
async function ask<Answer>(
  { settings, server, world }: AskOptions,
  work: (connection: ServerConnection) => Promise<Answer>,
): Promise<Answer> {
  const { initTimeoutMs: ms } = settings;
  const release = world.keepAlive();
  const never = new AbortController().signal;
  try {
    return await withDeadline({ ms, clock: world.clock, signal: never }, (signal) =>
      work(createServerConnection({ ...server, source: "", world, signal })),
    );
  } catch (error) {
    if (!DeliveryError.isInstance(error)) throw error;
    const reason = error.message.replace("[core] Failed to", "it failed to");
    throw new UsageError(
      `[core] Failed to ask the server about the run "${settings.runId}": ${reason} init() waits for ${ms / 1000} s at most (initTimeout); with mode: "offline" it asks the run folders here.`,
      { cause: error },
    );
  } finally {
    release();
  }
}

function named(entity: string): { entity?: string } {
  return entity === "" ? {} : { entity };
}
