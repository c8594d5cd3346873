import type { FilterScalar, RunFilter } from "@stepwell/client";
import { printJson, type Json, type RunView } from "@stepwell/protocol";
import { factOf, type RunFact } from "../runs/run-fact.ts";

type Conditions = Readonly<Record<string, Json>>;

/** A test of runs in memory that answers as the server does, but for sweeps: what filters mean is tested with it. */
export function runMatcher(filter: RunFilter | undefined): (run: RunView) => boolean {
  if (filter === undefined) return (run) => !run.archived;
  const test = testOf(filter);
  return speaksOf(filter, "archived") ? test : (run) => !run.archived && test(run);
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

function conditionTest(
  operator: string,
  value: Json,
  all: Conditions,
): (fact: RunFact | undefined) => boolean {
  switch (operator) {
    case "$eq":
      return (fact) => among(fact, [value as RunFact]);
    case "$ne":
      return (fact) => !among(fact, [value as RunFact]);
    case "$in":
      return (fact) => among(fact, value as readonly RunFact[]);
    case "$nin":
      return (fact) => !among(fact, value as readonly RunFact[]);
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
function among(fact: RunFact | undefined, values: readonly RunFact[]): boolean {
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

function members(fact: RunFact | undefined): readonly FilterScalar[] {
  if (fact === undefined) return [];
  return Array.isArray(fact) ? (fact as readonly FilterScalar[]) : [fact as FilterScalar];
}

function speaksOf(filter: RunFilter, field: string): boolean {
  return Object.entries(filter).some(([name, wanted]) =>
    name.startsWith("$")
      ? (wanted as unknown as readonly RunFilter[]).some((one) => speaksOf(one, field))
      : name === field,
  );
}
