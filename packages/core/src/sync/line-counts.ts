import type { Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { RUN_RESUME_STATUS } from "./graphql-operations.ts";
import type { FirstLines } from "./first-lines.ts";
import type { ServerConnection } from "./server-connection.ts";
import type { RunNames } from "./sync-session.ts";

/** Asks a server that knows no sources where new lines of a run go. Throws `DeliveryError` when it can't be reached. */
export async function lineCounts(
  connection: ServerConnection,
  run: RunNames,
  bucket: JsonObject,
): Promise<FirstLines> {
  const history = countOf(bucket["historyLineCount"]);
  const found = await resumeStatus(connection, run);
  return {
    firstLine: Math.max(history, countOf(found["historyLineCount"])),
    firstEvent: countOf(found["eventsLineCount"]),
    firstConsoleLine: countOf(found["logLineCount"]),
  };
}

async function resumeStatus(connection: ServerConnection, run: RunNames): Promise<JsonObject> {
  const variables = { project: run.project, entity: run.entity, name: run.run };
  try {
    const { model } = await connection.graphql({ ...RUN_RESUME_STATUS, variables });
    const bucket = isJsonObject(model) ? model["bucket"] : undefined;
    return isJsonObject(bucket) ? bucket : {};
  } catch (error) {
    // A server without the question has no earlier lines that it would tell us of.
    if (DeliveryError.isInstance(error) && !error.retryable) return {};
    throw error;
  }
}

function countOf(value: Json | undefined): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
