import type { FilterScalar, RunFilter } from "@stepwell/client";
import { printJson, splitPath, type Json, type RunView } from "@stepwell/protocol";
import { jsonAt } from "../../lib/json-leaves.ts";

type Fact = FilterScalar | readonly FilterScalar[];
type Conditions = Readonly<Record<string, Json>>;

const longestText = 512;
const longestList = 32;

/** A test of runs in memory that answers as the server does, but for sweeps, for events that come between two questions. */
export function runMatcher(filter: RunFilter | undefined): (run: RunView) => boolean {
  if (filter === undefined) return (run) => !run.archived;
  const test = testOf(filter);
  return speaksOf(filter, "archived") ? test : (run) => !run.archived && test(run);
}

/** What a run has at one of the server's paths, as it is compared there; undefined for nothing. */
export function factOf(run: RunView, path: string): Fact | undefined {
  const own = ownFact(run, path);
  if (own !== undefined) return own;
  const [area = "", ...rest] = splitPath(path);
  if (area !== "config" && area !== "summary") return undefined;
  const value = jsonAt(run[area], rest);
  return value === undefined || isBranch(value) ? undefined : asFact(value);
}

/** An object that is no media value has its members as facts, and is none itself. */
function isBranch(value: Json): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !Object.hasOwn(value, "_type")
  );
}

function ownFact(run: RunView, path: string): Fact | undefined {
  switch (path) {
    case "name":
    case "id":
      return run.id;
    case "displayName":
      return cut(run.name);
    case "state":
      return run.status;
    case "createdAt":
    case "startedAt":
      return run.startedAt;
    case "heartbeatAt":
      return run.updatedAt;
    case "duration":
      return run.runtime;
    case "tags":
      return [...run.tags];
    case "group":
    case "jobType":
    case "notes":
    case "host":
      return cut(run[path]);
    case "color":
      return run.color;
    case "sweep":
      // Lists do not say it.
      return "";
    case "archived":
      return run.archived;
    default:
      return undefined;
  }
}

function testOf(filter: RunFilter): (run: RunView) => boolean {
  const tests = Object.entries(filter).map(([name, wanted]) => memberTest(name, wanted as Json));
  return (run) => tests.every((test) => test(run));
}

function memberTest(name: string, wanted: Json): (run: RunView) => boolean {
  if (name === "$and" || name === "$or" || name === "$nor") {
    const tests = (wanted as unknown as readonly RunFilter[]).map(testOf);
    if (name === "$and") return (run) => tests.every((test) => test(run));
    const any = (run: RunView): boolean => tests.some((test) => test(run));
    return name === "$or" ? any : (run) => !any(run);
  }
  const isConditions = typeof wanted === "object" && wanted !== null && !Array.isArray(wanted);
  const conditions = isConditions ? (wanted as Conditions) : { $eq: wanted };
  const tests = Object.entries(conditions)
    .filter(([operator]) => operator !== "$options")
    .map(([operator, value]) => conditionTest(operator, value, conditions));
  return (run) => {
    const fact = factOf(run, name);
    return tests.every((test) => test(fact));
  };
}

function conditionTest(operator: string, value: Json, all: Conditions): (fact: Fact | undefined) => boolean {
  switch (operator) {
    case "$eq":
      return (fact) => among(fact, [value as Fact]);
    case "$ne":
      return (fact) => !among(fact, [value as Fact]);
    case "$in":
      return (fact) => among(fact, value as readonly Fact[]);
    case "$nin":
      return (fact) => !among(fact, value as readonly Fact[]);
    case "$exists":
      return (fact) => (fact !== undefined) === (value !== false);
    case "$regex": {
      const flags = all["$options"];
      const pattern = new RegExp(value as string, typeof flags === "string" ? flags : "");
      return (fact) => members(fact).some((one) => typeof one === "string" && pattern.test(one));
    }
    case "$not": {
      const tests = Object.entries(value as Conditions).map(([name, inner]) =>
        conditionTest(name, inner, value as Conditions),
      );
      return (fact) => !tests.every((test) => test(fact));
    }
    default:
      return (fact) => members(fact).some((one) => compares(one, operator, value as FilterScalar));
  }
}

/** A list is among values where one of its members is, or where it is one of them as a whole; nothing counts as null. */
function among(fact: Fact | undefined, values: readonly Fact[]): boolean {
  if (fact === undefined) return values.includes(null);
  return values.some((value) => {
    if (Array.isArray(value)) return Array.isArray(fact) && printJson(fact) === printJson(value);
    return members(fact).some((one) => Object.is(one, value) || one === value);
  });
}

function compares(one: FilterScalar, operator: string, bound: FilterScalar): boolean {
  if (typeof one !== typeof bound || one === null || bound === null) return false;
  if (operator === "$gt") return one > bound;
  if (operator === "$gte") return one >= bound;
  return operator === "$lt" ? one < bound : one <= bound;
}

function members(fact: Fact | undefined): readonly FilterScalar[] {
  if (fact === undefined) return [];
  return Array.isArray(fact) ? (fact as readonly FilterScalar[]) : [fact as FilterScalar];
}

function asFact(value: Json): Fact {
  if (typeof value === "string") return cut(value);
  if (typeof value === "bigint") return Number(value);
  if (value === null || typeof value !== "object") return value;
  if (!Array.isArray(value) || value.length > longestList) return cut(printJson(value));
  const facts = (value as readonly Json[]).map(asFact);
  const isPlain = facts.every(
    (fact) => !Array.isArray(fact) && (typeof fact !== "number" || Number.isFinite(fact)),
  );
  return isPlain ? (facts as readonly FilterScalar[]) : cut(printJson(value));
}

function cut(text: string): string {
  return text.length > longestText ? text.slice(0, longestText) : text;
}

function speaksOf(filter: RunFilter, field: string): boolean {
  return Object.entries(filter).some(([name, wanted]) =>
    name.startsWith("$")
      ? (wanted as unknown as readonly RunFilter[]).some((one) => speaksOf(one, field))
      : name === field,
  );
}
