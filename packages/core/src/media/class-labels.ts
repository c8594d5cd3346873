import { UsageError } from "../core-error.ts";

/** Names of classes by their number: `{ 1: "cat" }`, or a `Map`. */
export type ClassLabels = Readonly<Record<number, string>> | ReadonlyMap<number, string>;

/** Labels with text keys. Throws `UsageError` for a key that is no whole number. */
export function labelsToJson(labels: ClassLabels): Readonly<Record<string, string>> {
  const entries = labels instanceof Map ? [...labels] : Object.entries(labels);
  return Object.fromEntries(
    entries.map(([id, name]) => {
      if (!Number.isInteger(Number(id))) {
        throw new UsageError(
          `[core] Failed to read class labels: "${String(id)}" is no class number. Give { 0: "name", 1: "name" }.`,
        );
      }
      return [String(id), String(name)];
    }),
  );
}

/** What W&B calls classes that nobody named. */
export function defaultLabels(ids: Iterable<number>): Readonly<Record<string, string>> {
  const sorted = [...new Set(ids)].sort((left, right) => left - right);
  return Object.fromEntries(sorted.map((id) => [String(id), `class_${id}`]));
}
