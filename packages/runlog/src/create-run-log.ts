import type { Item, Json, JsonObject, MetricRecord } from "@stepwell/protocol";
import { flatten, isBranch } from "./flatten.ts";
import { createKeyTree } from "./keys/key-tree.ts";
import type { KeyNode } from "./keys/key-tree.ts";
import { createPendingRow } from "./keys/pending-row.ts";
import { createMetricDefinitions } from "./metrics/metric-definitions.ts";
import { metricPath } from "./metrics/metric-path.ts";
import { metricRecordFromDefinition } from "./metrics/metric-record-from-definition.ts";
import { createStepMetrics } from "./metrics/step-metrics.ts";
import { put } from "./row-items.ts";
import type { LogOutcome, Moment, RunLog, StepPolicy } from "./run-log.ts";
import { StepTooLow, stepTooLowMessage } from "./step-too-low.ts";
import { createExplicitChanges } from "./summary/explicit-changes.ts";
import { createSummaryTree } from "./summary/summary-tree.ts";

/** How a run begins, and what it does with steps. */
export interface RunLogOptions {
  /** The step of the first row. Default 0; one more than the last step of a resumed run. */
  readonly startingStep?: number;
  /** What the summary shows before the first row: that of the run that goes on. Default: nothing. */
  readonly summary?: JsonObject;
  /**
   * What to do with a call at a step that is already past. `monotonic` (default) drops the whole call and says so;
   * `strict` throws `StepTooLow`; `any` makes the call a row of its own at that step, at once and whatever its
   * `commit` says, and leaves the counter and the held row alone.
   */
  readonly steps?: StepPolicy;
  /** One of several writers of a run: rows have no `_step`, and a step that is given is ignored. Default false. */
  readonly shared?: boolean;
}

/** The writing side of a run, before its first call. */
export function createRunLog(options: RunLogOptions = {}): RunLog {
  const { startingStep = 0, shared = false, steps: policy = "monotonic" } = options;
  const keys = createKeyTree();
  const pending = createPendingRow(keys);
  const definitions = createMetricDefinitions();
  const stepMetrics = createStepMetrics(keys);
  const summary = createSummaryTree(keys);
  const explicit = createExplicitChanges();
  const stepNode = keys.resolve(["_step"]);
  const runtimeNode = keys.resolve(["_runtime"]);
  const timestampNode = keys.resolve(["_timestamp"]);
  const wholeRuntimeNode = keys.resolve(["_wandb", "runtime"]);
  let step = startingStep;
  // As in W&B, a resumed run is at step 0 until it is logged to.
  let hasBegun = false;
  let wholeSeconds = -1;

  for (const { path, value } of flatten(options.summary ?? {})) summary.set(path, value);

  function add(items: readonly Item[], now: Moment): void {
    let hasTimestamp = false;
    for (const item of items) {
      const first = item.path[0];
      if (first === "_step") continue;
      if (first === "_timestamp") hasTimestamp = true;
      pending.add(item);
    }
    if (!hasTimestamp) pending.set(timestampNode, now.timestamp);
  }

  function flush(at: number, now: Moment, outcome: MutableOutcome): void {
    pending.set(runtimeNode, now.runtime);
    if (!shared) pending.set(stepNode, at);
    if (definitions.version() > 0) applyDefinitions(outcome.metrics);
    for (let index = 0; index < pending.size(); index++) {
      const node = pending.nodeAt(index);
      summary.log(node, pending.valueAt(node) ?? null);
    }
    countSeconds(now);
    outcome.rows.push({ type: "history", items: pending.take() });
  }

  function applyDefinitions(expanded: MetricRecord[]): void {
    stepMetrics.update(pending);
    for (let index = 0; index < pending.size(); index++) {
      const node = pending.nodeAt(index);
      if (node.definitionVersion === definitions.version()) continue;
      const expansion = definitions.expansionOf(node.name);
      if (expansion === undefined) continue;
      expanded.push(expansion);
      apply(expansion);
    }
    // All are found before the first is inserted: that may remove items, and what is inserted brings no others.
    const missing: string[] = [];
    for (let index = 0; index < pending.size(); index++) {
      const definition = definitionOf(pending.nodeAt(index));
      if (definition?.stepSync === true) missing.push(definition.stepMetric);
    }
    for (const name of missing) stepMetrics.insert(pending, name);
  }

  function definitionOf(node: KeyNode): MetricRecord | undefined {
    if (node.definitionVersion !== definitions.version()) {
      node.definition = definitions.get(node.name);
      node.definitionVersion = definitions.version();
    }
    return node.definition;
  }

  function apply(record: MetricRecord): void {
    const merged = definitions.define(record);
    if (merged.stepMetric !== "") stepMetrics.follow(merged.stepMetric);
    if (merged.name !== "") summary.configure(metricPath(merged.name), merged);
  }

  function countSeconds(now: Moment): void {
    const whole = Math.floor(now.runtime);
    if (whole === wholeSeconds) return;
    wholeSeconds = whole;
    summary.log(wholeRuntimeNode, whole);
  }

  /** What the user sets is told before what was logged, unless one replaces the other as a whole. */
  function keepOrder(path: readonly string[]): void {
    const logged = summary.hasLoggedAround(path) ? summary.takeLogged() : undefined;
    if (logged !== undefined) explicit.interpose(logged);
  }

  /** A row of its own; what is held stays held. */
  function logAside(items: readonly Item[], at: number, now: Moment, outcome: MutableOutcome): void {
    const held = pending.take();
    add(items, now);
    flush(at, now, outcome);
    for (const item of held) pending.add(item);
  }

  return {
    get step() {
      return hasBegun ? step : 0;
    },
    log({ items, step: asked, commit, whole = false }, now) {
      const outcome: MutableOutcome = { metrics: [], rows: [] };
      const given = shared ? undefined : asked;
      hasBegun = true;
      if (given !== undefined && given < step) {
        if (policy === "strict") throw new StepTooLow(given, step);
        if (policy === "monotonic") {
          return { ...outcome, dropped: { reason: "step-too-low", message: stepTooLowMessage(given, step) } };
        }
        logAside(items, given, now, outcome);
        return outcome;
      }
      if (given !== undefined && given > step) {
        if (pending.size() > 0) flush(step, now, outcome);
        step = given;
      }
      if (whole) {
        logAside(items, step, now, outcome);
        step += 1;
        return outcome;
      }
      add(items, now);
      if (commit ?? given === undefined) {
        flush(step, now, outcome);
        step += 1;
      }
      return outcome;
    },
    define(definition) {
      const record = metricRecordFromDefinition(definition);
      apply(record);
      return [record];
    },
    setSummary(path, value) {
      const clean = withoutNaN(value);
      keepOrder(path);
      summary.set(path, clean);
      explicit.set(path, clean);
    },
    deleteSummary(path) {
      keepOrder(path);
      summary.remove(path);
      explicit.remove(path);
    },
    get summary() {
      return summary.read();
    },
    takeSummary() {
      const logged = summary.takeLogged();
      return logged === undefined ? explicit.take() : [...explicit.take(), logged];
    },
    takeExplicitSummary: () => explicit.take(),
    finish(now) {
      const outcome: MutableOutcome = { metrics: [], rows: [] };
      countSeconds(now);
      summary.log(runtimeNode, Math.floor(now.runtime));
      if (pending.size() > 0) flush(step++, now, outcome);
      return outcome;
    },
  };
}

interface MutableOutcome {
  readonly metrics: MetricRecord[];
  readonly rows: LogOutcome["rows"][number][];
}

/** NaN of an explicit set becomes null, also inside objects, but stays inside lists. */
function withoutNaN(value: Json): Json {
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (!isBranch(value)) return value;
  const clean: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) put(clean, key, withoutNaN(value[key] as Json));
  return clean;
}
