import type { Json } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { SERVER_FEATURES } from "./graphql-operations.ts";
import type { ServerConnection } from "./server-connection.ts";

/** A server wants news at once rather than every 15 s. */
export const LIVE_FEATURE = "STEPWELL_LIVE";
/** A server wants console lines as JSON. */
export const STRUCTURED_CONSOLE_FEATURE = "STRUCTURED_CONSOLE_LOGS";

/**
 * The names of the features that the server has on. One that does not know the question has none; one that refuses the
 * key, or can't be reached, throws `DeliveryError`.
 */
export async function serverFeatures(connection: ServerConnection): Promise<ReadonlySet<string>> {
  try {
    const data = await connection.graphql({ ...SERVER_FEATURES, variables: {} });
    const info = isJsonObject(data["serverInfo"]) ? data["serverInfo"] : {};
    const list = Array.isArray(info["features"]) ? (info["features"] as readonly Json[]) : [];
    return new Set(list.flatMap(nameOfEnabled));
  } catch (error) {
    const isUnknown = DeliveryError.isInstance(error) && [200, 400, 422].includes(error.status);
    if (isUnknown) return new Set();
    throw error;
  }
}

function nameOfEnabled(feature: Json): string[] {
  if (!isJsonObject(feature) || feature["isEnabled"] !== true) return [];
  return typeof feature["name"] === "string" ? [feature["name"]] : [];
}
