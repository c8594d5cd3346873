import type { Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject, jsonAt, parseJson, ProtocolError } from "@stepwell/protocol";

/** A member of an object that is its own; anything else has none. */
export function member(value: Json | undefined, key: string): Json | undefined {
  return jsonAt(value, [key]);
}

export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

export function numberOf(value: Json | undefined): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** A text as a JSON object; undefined when it is none. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (ProtocolError.isInstance(error)) return undefined;
    throw error;
  }
}
