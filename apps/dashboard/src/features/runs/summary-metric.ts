import { splitPath, type Json, type JsonObject, type RunView } from "@stepwell/protocol";
import { jsonAt, jsonLeaves } from "../../lib/json-leaves.ts";

/** The number that a run's summary has under a key, or undefined. A key with one named value (`min`, `max`) gives that. */
export function summaryNumber(summary: JsonObject, key: string): number | undefined {
  const value = jsonAt(summary, splitPath(key)) ?? jsonAt(summary, [key]);
  return asNumber(value) ?? asNumber(onlyValue(value));
}

/** Keys with numbers in the summaries, those that look like a result first. */
export function summaryKeys(runs: readonly RunView[]): string[] {
  const keys = new Set<string>();
  for (const { summary } of runs.slice(0, 50)) {
    for (const [key, value] of jsonLeaves(summary)) {
      if (!key.startsWith("_") && asNumber(value) !== undefined) keys.add(key);
    }
  }
  return [...keys].toSorted((a, b) => resultRank(a) - resultRank(b) || (a < b ? -1 : 1));
}

/** How much a key looks like a result: low for validation and quality, high for counters. */
export function resultRank(key: string): number {
  const validation = /(^|[/._])(val|valid|validation|test|eval)/i.test(key);
  const quality = /(acc|iou|auc|f1|score|dice|reward)/i.test(key);
  const loss = /loss/i.test(key);
  if (/epoch|step|batch|lr|learning_rate/i.test(key) && !quality && !loss) return 9;
  return (validation ? 0 : 4) + (quality ? 0 : loss ? 1 : 2);
}

function asNumber(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : undefined;
}

function onlyValue(value: Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const values = Object.values(value as JsonObject);
  return values.length === 1 ? values[0] : undefined;
}
