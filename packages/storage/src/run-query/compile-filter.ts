import { compareFacts, isUnordered, sameFact } from "./compare-facts.ts";
import { compilePattern } from "./compile-pattern.ts";
import type { FactScalar, FactValue } from "./run-facts.ts";
import type { RunFilter } from "./run-filter.ts";

/** Reads one fact of a run, whatever stands for a run. */
export type FactReader<Run> = (run: Run) => FactValue | undefined;

/** Makes a filter a test of runs; `readerOf` is asked once for each place where a path stands. Throws for a wrong pattern. */
export function compileFilter<Run>(
  filter: RunFilter,
  readerOf: (path: string) => FactReader<Run>,
): (run: Run) => boolean {
  switch (filter.kind) {
    case "all": {
      const tests = filter.of.map((one) => compileFilter(one, readerOf));
      // A plain loop: a filter is run a hundred thousand times before anything is compiled for it.
      return (run) => {
        for (const test of tests) if (!test(run)) return false;
        return true;
      };
    }
    case "any": {
      const tests = filter.of.map((one) => compileFilter(one, readerOf));
      return (run) => tests.some((test) => test(run));
    }
    case "not": {
      const test = compileFilter(filter.of, readerOf);
      return (run) => !test(run);
    }
    default: {
      const read = readerOf(filter.path);
      const test = testOf(filter);
      return (run) => test(read(run));
    }
  }
}

type Leaf = Extract<RunFilter, { readonly path: string }>;

function testOf(leaf: Leaf): (value: FactValue | undefined) => boolean {
  switch (leaf.kind) {
    case "equals":
      return equalsTest(leaf.value);
    case "among":
      return amongTest(leaf.values);
    case "compares":
      return ofMembers(comparison(leaf.is, leaf.value));
    case "exists":
      return (value) => value !== undefined;
    case "matches": {
      const test = compilePattern(leaf.pattern);
      return ofMembers((value) => typeof value === "string" && test(value));
    }
  }
}

function equalsTest(wanted: FactValue): (value: FactValue | undefined) => boolean {
  if (Array.isArray(wanted)) return (value) => sameFact(value, wanted);
  const test = ofMembers((value) => sameFact(value, wanted));
  return wanted === null ? (value) => value === undefined || test(value) : test;
}

function amongTest(wanted: readonly FactValue[]): (value: FactValue | undefined) => boolean {
  // A set takes NaN for equal to itself, and 0 for -0.
  const scalars = new Set<unknown>(wanted.filter((one) => !Array.isArray(one)));
  const lists = wanted.filter((one) => Array.isArray(one));
  const has = ofMembers((value) => scalars.has(value));
  const hasNull = scalars.has(null);
  return (value) =>
    value === undefined ? hasNull : has(value) || lists.some((list) => sameFact(value, list));
}

function comparison(is: ">" | ">=" | "<" | "<=", bound: FactScalar): (value: FactScalar) => boolean {
  const passes = (value: FactScalar): boolean => {
    const order = compareFacts(value, bound);
    if (is === ">") return order > 0;
    if (is === ">=") return order >= 0;
    return is === "<" ? order < 0 : order <= 0;
  };
  if (isUnordered(bound)) return () => false;
  if (typeof bound === "number") return numberComparison(is, bound);
  return (value) => typeof value === typeof bound && !isUnordered(value) && passes(value);
}

function numberComparison(is: ">" | ">=" | "<" | "<=", bound: number): (value: FactScalar) => boolean {
  switch (is) {
    case ">":
      return (value) => typeof value === "number" && value > bound;
    case ">=":
      return (value) => typeof value === "number" && value >= bound;
    case "<":
      return (value) => typeof value === "number" && value < bound;
    case "<=":
      return (value) => typeof value === "number" && value <= bound;
  }
}

/** A test of scalars for facts: a list passes where a member does. */
function ofMembers(test: (value: FactScalar) => boolean): (value: FactValue | undefined) => boolean {
  return (value) => {
    if (value === undefined) return false;
    return Array.isArray(value) ? (value as readonly FactScalar[]).some(test) : test(value as FactScalar);
  };
}
