import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

/** Names of classes by their number: `{ 1: "cat" }`, or a `Map`. */
export type ClassLabels = Readonly<Record<number, string>> | ReadonlyMap<number, string>;

/** Labels with text keys. Throws `UsageError` for a key that is no whole number, and a name that is no text. */
export function labelsToJson(labels: ClassLabels): Readonly<Record<string, string>> {
  if (typeof labels !== "object" || labels === null || Array.isArray(labels)) {
    return refuse(`"classLabels" is "${showValue(labels)}"`);
  }
  const entries: readonly (readonly [unknown, unknown])[] =
    labels instanceof Map ? [...labels] : Object.entries(labels);
  return Object.fromEntries(
    entries.map(([id, name]) => {
      if (id === "" || typeof id === "symbol" || !Number.isInteger(Number(id)))
        return refuse(`"${showValue(id)}" is no class number`);
      if (typeof name !== "string")
        return refuse(`the name of class "${String(id)}" is "${showValue(name)}"`);
      return [String(id), name];
    }),
  );
}

/** What W&B calls classes that nobody named. */
export function defaultLabels(ids: Iterable<number>): Readonly<Record<string, string>> {
  const sorted = [...new Set(ids)].sort((left, right) => left - right);
  return Object.fromEntries(sorted.map((id) => [String(id), `class_${id}`]));
}

function refuse(reason: string): never {
  throw new UsageError(`[core] Failed to read class labels: ${reason}. Give { 0: "name", 1: "name" }.`);
}
