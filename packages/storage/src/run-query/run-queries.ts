import type { FactValue } from "./run-facts.ts";
import type { RunFilter } from "./run-filter.ts";

/**
 * Finds runs of a project by what is known of them (`factsOf`). Every call sees one state of the store, and all that was
 * saved before it. Rejects with a `RangeError` for a pattern that can't be compiled.
 */
export interface RunQueries {
  /** A page of runs in an order, and how many the filter lets through in all. */
  find(search: RunSearch): Promise<FoundRuns>;
  /** Runs that share values, with what they amount to. */
  groups(grouping: RunGrouping): Promise<FoundGroups>;
  /** Every path that a run of the project has, in order of the paths. */
  keys(project: string): Promise<readonly FactKey[]>;
  /** The values under one path, the most frequent first. */
  values(question: ValueQuestion): Promise<FoundValues>;
}

/** Which runs, in which order, and how much of them to tell. */
export interface RunSearch {
  readonly project: string;
  readonly filter?: RunFilter;
  /** Default: newest first. Runs that are equal in all of these come by number, in the direction of the first. */
  readonly sort?: readonly RunSort[];
  /** Where the previous page ended; only for the same sort. */
  readonly after?: RunCursor;
  /** Runs to pass over, behind `after`. Default: 0. */
  readonly from?: number;
  readonly limit: number;
  /** Paths whose facts to return. Default: none. */
  readonly columns?: readonly string[];
}

/** An order by one fact. What has none, null and NaN come last in either direction, or first when `unordered` says so. */
export interface RunSort {
  readonly path: string;
  readonly direction: "ascending" | "descending";
  readonly unordered?: "first" | "last";
}

/** A place in an order: the facts that the run there was sorted by, and its number. It stays right while runs change. */
export interface RunCursor {
  readonly values: readonly (FactValue | undefined)[];
  readonly number: number;
}

/** A page of runs, in order. */
export interface FoundRuns {
  readonly runs: readonly FoundRun[];
  /** How many runs the filter lets through. */
  readonly total: number;
  /** There are runs behind the last one. */
  readonly more: boolean;
}

/** A run of a page. `facts` has the columns that the run has. */
export interface FoundRun {
  readonly number: number;
  readonly runId: string;
  readonly cursor: RunCursor;
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** How to group: one group for each combination of the facts under `by`. A run without such a fact is in a group without it. */
export interface RunGrouping {
  readonly project: string;
  readonly filter?: RunFilter;
  readonly by: readonly string[];
  /** Paths whose finite numbers to sum up for each group. */
  readonly measures?: readonly string[];
  /** Default: by the values of `by`. */
  readonly sort?: GroupSort;
  /** Groups to pass over. */
  readonly from: number;
  readonly limit: number;
}

/** An order of groups: by how many runs they have, or by a measure. Groups without the measure come last. */
export interface GroupSort {
  readonly of: "runs" | { readonly path: string; readonly take: "min" | "max" | "mean" };
  readonly direction: "ascending" | "descending";
}

/** A page of groups, in order. */
export interface FoundGroups {
  readonly groups: readonly RunGroup[];
  /** How many groups there are. */
  readonly total: number;
}

/** The runs that have the same facts where the grouping looks. */
export interface RunGroup {
  /** In order of `by`; undefined where its runs have no such fact. */
  readonly values: readonly (FactValue | undefined)[];
  readonly runs: number;
  /** How many of them are running. */
  readonly live: number;
  /** In order of `measures`. */
  readonly measures: readonly Measure[];
}

/** Finite numbers of a group summed up; `min`, `max` and `mean` are NaN where there are none. */
export interface Measure {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** A path, how many runs have a fact there, and how many of those facts are numbers and texts. */
export interface FactKey {
  readonly path: string;
  readonly runs: number;
  readonly numbers: number;
  readonly texts: number;
}

/** Which values to list: those of the runs that the filter lets through, the most frequent ones first. */
export interface ValueQuestion {
  readonly project: string;
  readonly path: string;
  readonly filter?: RunFilter;
  readonly limit: number;
}

/** Values under a path; of a list, its members. `min` and `max` are of finite numbers, NaN where there are none. */
export interface FoundValues {
  readonly values: readonly { readonly value: FactValue; readonly runs: number }[];
  /** How many different ones there are. */
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
}
