import { isJsonObject } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { compilePattern } from "@stepwell/storage";
import type { FactScalar, FactValue, RunFilter } from "@stepwell/storage";
import { quoted, queryError } from "./query-error.ts";

/** What a field is called among the facts of a run, and whether it is a time, whose texts are dates. */
export interface FilterField {
  readonly path: string;
  readonly isTime: boolean;
}

const DEEPEST = 32;
const MOST_CONDITIONS = 500;
const MOST_VALUES = 10_000;
const MOST_PATTERNS = 10;
const JOINING: Readonly<Record<string, "all" | "any" | "none">> = { $and: "all", $or: "any", $nor: "none" };
const COMPARING: Readonly<Record<string, ">" | ">=" | "<" | "<=">> = {
  $gt: ">",
  $gte: ">=",
  $lt: "<",
  $lte: "<=",
};

/**
 * Reads a filter as MongoDB writes it: fields that equal values or meet `$eq $ne $gt $gte $lt $lte $in $nin $exists $regex
 * $not`, joined by `$and $or $nor`. `fieldOf` knows the fields and throws for others. Throws a `RangeError` with a sentence for anything else.
 */
export function parseFilter(json: Json, fieldOf: (name: string) => FilterField): RunFilter {
  let conditions = 0;
  let patterns = 0;
  return joined(json, 0);

  function joined(value: Json, depth: number): RunFilter {
    if (depth > DEEPEST) throw queryError("filter", `it is more than "${DEEPEST}" levels deep`);
    if (!isJsonObject(value)) throw queryError("filter", `${quoted(value)} is where an object should be`);
    return all(Object.entries(value).map(([name, wanted]) => member(name, wanted, depth)));
  }

  function member(name: string, wanted: Json, depth: number): RunFilter {
    const joins = Object.hasOwn(JOINING, name) ? JOINING[name] : undefined;
    if (joins !== undefined) {
      if (!Array.isArray(wanted))
        throw queryError("filter", `"${name}" needs a list of filters, not ${quoted(wanted)}`);
      const of = (wanted as readonly Json[]).map((one) => joined(one, depth + 1));
      return joins === "none" ? { kind: "not", of: { kind: "any", of } } : { kind: joins, of };
    }
    if (name === "$not") return { kind: "not", of: joined(wanted, depth + 1) };
    if (name.startsWith("$")) throw queryError("filter", `it does not know the operator ${quoted(name)}`);
    return condition(fieldOf(name), wanted, depth);
  }

  function condition(field: FilterField, wanted: Json, depth: number): RunFilter {
    conditions += 1;
    if (conditions > MOST_CONDITIONS)
      throw queryError("filter", `it has more than "${MOST_CONDITIONS}" conditions`);
    if (depth > DEEPEST) throw queryError("filter", `it is more than "${DEEPEST}" levels deep`);
    const { path } = field;
    if (!isJsonObject(wanted)) return { kind: "equals", path, value: factIn(field, wanted) };
    const operators = Object.keys(wanted).filter((name) => name !== "$options");
    const odd = operators.find((name) => !name.startsWith("$"));
    if (odd !== undefined || operators.length === 0) {
      throw queryError(
        "filter",
        `"${path}" can't equal the object ${quoted(wanted)}; name its members by their paths`,
      );
    }
    return all(operators.map((operator) => operation(field, operator, wanted, depth)));
  }

  function operation(field: FilterField, operator: string, wanted: JsonObject, depth: number): RunFilter {
    const { path } = field;
    const value = wanted[operator] as Json;
    const is = Object.hasOwn(COMPARING, operator) ? COMPARING[operator] : undefined;
    if (is !== undefined) return { kind: "compares", path, is, value: scalarIn(field, operator, value) };
    switch (operator) {
      case "$eq":
        return { kind: "equals", path, value: factIn(field, value) };
      case "$ne":
        return { kind: "not", of: { kind: "equals", path, value: factIn(field, value) } };
      case "$in":
        return { kind: "among", path, values: listIn(field, operator, value) };
      case "$nin":
        return { kind: "not", of: { kind: "among", path, values: listIn(field, operator, value) } };
      case "$exists": {
        const exists: RunFilter = { kind: "exists", path };
        return value === false || value === 0 ? { kind: "not", of: exists } : exists;
      }
      case "$regex":
        patterns += 1;
        if (patterns > MOST_PATTERNS)
          throw queryError("filter", `it has more than "${MOST_PATTERNS}" patterns`);
        return { kind: "matches", path, pattern: patternIn(path, value, wanted["$options"]) };
      case "$not":
        return { kind: "not", of: condition(field, value, depth + 1) };
      default:
        throw queryError("filter", `it does not know the operator ${quoted(operator)}`);
    }
  }
}

function all(of: readonly RunFilter[]): RunFilter {
  return of.length === 1 ? (of[0] as RunFilter) : { kind: "all", of };
}

function listIn(field: FilterField, operator: string, value: Json): FactValue[] {
  if (!Array.isArray(value)) throw queryError("filter", `"${operator}" needs a list, not ${quoted(value)}`);
  if (value.length > MOST_VALUES)
    throw queryError("filter", `"${operator}" has more than "${MOST_VALUES}" values`);
  return (value as readonly Json[]).map((one) => factIn(field, one));
}

function factIn(field: FilterField, value: Json): FactValue {
  if (!Array.isArray(value)) return scalarIn(field, "$eq", value);
  return (value as readonly Json[]).map((one) => scalarIn(field, "$eq", one));
}

function scalarIn({ path, isTime }: FilterField, operator: string, value: Json): FactScalar {
  if (typeof value === "bigint") return Number(value);
  if (value !== null && typeof value === "object") {
    throw queryError("filter", `"${operator}" of "${path}" can't take ${quoted(value)}`);
  }
  return isTime && typeof value === "string" ? timeIn(path, value) : value;
}

/** A date without an offset is in UTC, as W&B writes it. */
function timeIn(path: string, text: string): number {
  const iso = text.trim().replace(" ", "T");
  const time = Date.parse(/T[^Z+]*$/.test(iso) && !/T.*-\d\d:?\d\d$/.test(iso) ? `${iso}Z` : iso);
  if (Number.isNaN(time)) throw queryError("filter", `"${path}" is a time, which ${quoted(text)} is not`);
  return time;
}

function patternIn(path: string, value: Json, options: Json | undefined): string {
  const flags = options ?? "";
  if (typeof value !== "string" || typeof flags !== "string" || !/^[ims]*$/.test(flags)) {
    throw queryError("filter", `"$regex" of "${path}" needs a text, not ${quoted(value)}`);
  }
  const pattern = flags === "" ? value : `(?${flags})${value}`;
  compilePattern(pattern);
  return pattern;
}
