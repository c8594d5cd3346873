import type { HistoryRecord, Item, MetricRecord, SummaryRecord } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";

/** When a call was made. Seconds, with fraction. */
export interface Moment {
  /** Since the epoch. */
  readonly timestamp: number;
  /** Since the run began. */
  readonly runtime: number;
}

/** One call of `log`, flattened. `step` and `commit` as the caller gave them. */
export interface LogCall {
  /** Leaves of the logged object, in order; flattened by the caller (`flatten`). */
  readonly items: readonly Item[];
  readonly step?: number | undefined;
  readonly commit?: boolean | undefined;
  /** A row by itself, written at once: what is held stays held. Default false. */
  readonly whole?: boolean;
}

/** What one call makes the run file grow by: definitions that a glob expanded to, then the finished rows. */
export interface LogOutcome {
  readonly metrics: readonly MetricRecord[];
  readonly rows: readonly HistoryRecord[];
  /** Set when the whole call was dropped, with the sentence to tell the user. */
  readonly dropped?: { readonly reason: "step-too-low"; readonly message: string };
}

/** What becomes of a call at a step that is past. */
export type StepPolicy = "monotonic" | "strict" | "any";

/** What is said of a metric; a name may end in `*`. */
export interface MetricDefinition {
  readonly name: string;
  readonly stepMetric?: string;
  /** Default: true when `stepMetric` is given. */
  readonly stepSync?: boolean;
  readonly hidden?: boolean;
  /** Any of min, max, mean, last, first, none, copy, best. */
  readonly summary?: readonly string[];
  readonly goal?: "minimize" | "maximize";
  readonly overwrite?: boolean;
}

/**
 * The writing side of a run, pure: calls in, records out. It holds the step counter, the pending row, the metric
 * definitions and the summary; whoever owns the file appends what comes back.
 * The rules are W&B's; the cases of `@stepwell/conformance` and the golden tables among the tests show them.
 */
export interface RunLog {
  /** The step of the next row: the pending one's while a row is held. 0 before the first call, also of a resumed run. */
  readonly step: number;
  log(call: LogCall, now: Moment): LogOutcome;
  /** Throws `Error`-derived `InvalidDefinition` for a definition that W&B refuses. */
  define(definition: MetricDefinition): readonly MetricRecord[];
  setSummary(path: readonly string[], value: Json): void;
  deleteSummary(path: readonly string[]): void;
  /** The live summary, as a read returns it. */
  readonly summary: JsonObject;
  /**
   * Summary changes since the last call, as the records that W&B would have in the file by now, in order; empty when
   * there are none. What the user set comes apart from what rows brought, so that a reader can tell them apart.
   */
  takeSummary(): readonly SummaryRecord[];
  /**
   * Only what the user set or deleted: belongs into the file at once, before the next definition or row, so that
   * readers can rebuild the rest.
   */
  takeExplicitSummary(): readonly SummaryRecord[];
  /** Flushes the held row, if any. */
  finish(now: Moment): LogOutcome;
}
