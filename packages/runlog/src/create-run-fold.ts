import type {
  AlertRecord,
  ConfigRecord,
  Item,
  JsonObject,
  LogRecord,
  MetricRecord,
  RunRecord,
  StatsRecord,
} from "@stepwell/protocol";
import { applyConfigUpdate } from "./config/apply-config-update.ts";
import { createConsoleLines } from "./console/console-lines.ts";
import { isUsablePath } from "./keys/usable-path.ts";
import { createMetricDefinitions } from "./metrics/metric-definitions.ts";
import { rowFromItems } from "./row-items.ts";
import type { Row } from "./row.ts";
import type { RunFold } from "./run-fold.ts";
import type { RunAlert, RunState } from "./run-state.ts";
import { mergeEnvironment } from "./state/merge-environment.ts";
import { mergeTelemetry } from "./state/merge-telemetry.ts";
import { createFoldedSummary } from "./summary/folded-summary.ts";

/** Kinds of passed-by records that are counted one by one; a hostile file can name millions. */
const MAX_KINDS = 64;
const MAX_ALERTS = 1000;

/** A fold before its first record. Its memory grows with keys and files, not with rows: take those now and then. */
export function createRunFold(): RunFold {
  const definitions = createMetricDefinitions();
  const summary = createFoldedSummary();
  const console = createConsoleLines();
  const files = new Set<string>();
  const passedBy = new Map<string, number>();
  let rows: Row[] = [];
  let events: Row[] = [];
  let rowCount = 0;
  let eventCount = 0;
  let run: RunRecord | undefined;
  let config: JsonObject = {};
  let environment: RunState["environment"];
  let telemetry: RunState["telemetry"];
  const alerts: RunAlert[] = [];
  let preempting = false;
  let exitCode: number | undefined;
  let firstEvent: number | undefined;
  let state: RunState | undefined;

  function passBy(kind: string): void {
    const known = passedBy.has(kind) || passedBy.size < MAX_KINDS ? kind : "others";
    passedBy.set(known, (passedBy.get(known) ?? 0) + 1);
  }

  function isUsable(path: readonly string[]): boolean {
    if (isUsablePath(path)) return true;
    passBy("item with an unusable path");
    return false;
  }

  /** Most records have nothing to leave out and are handed on as they are. */
  function usable(items: readonly Item[]): readonly Item[] {
    return items.every(({ path }) => isUsablePath(path)) ? items : items.filter(({ path }) => isUsable(path));
  }

  function configure(record: Pick<ConfigRecord, "update" | "remove">): void {
    config = applyConfigUpdate(config, {
      update: usable(record.update),
      remove: record.remove.filter(isUsable),
    });
  }

  function define(record: MetricRecord): void {
    if ((record.name === "") === (record.globName === "")) passBy("metric");
    else summary.define(definitions.define(record));
  }

  function event({ timestamp, items }: StatsRecord): Row {
    const time = timestamp === undefined ? (firstEvent ?? 0) : timestamp.seconds + timestamp.nanos / 1e9;
    firstEvent ??= time;
    const start =
      run?.startTime === undefined ? firstEvent : run.startTime.seconds + run.startTime.nanos / 1e9;
    return rowFromItems([
      { path: ["_wandb"], value: true },
      { path: ["_timestamp"], value: time },
      { path: ["_runtime"], value: time - start + (run?.runtime ?? 0) },
      ...items.map(({ key, value }) => ({ path: [`system.${key}`], value })),
    ]);
  }

  function alert({ title, text, level }: AlertRecord): void {
    if (alerts.length >= MAX_ALERTS) return passBy("alert");
    alerts.push({ title, text, level, row: rowCount });
  }

  function take(record: LogRecord): void {
    switch (record.type) {
      case "header":
        return;
      case "run":
        run = record;
        configure({ update: record.config, remove: [] });
        if (record.telemetry !== undefined) telemetry = mergeTelemetry(telemetry, record.telemetry);
        return;
      case "history": {
        const items = usable(record.items);
        rows.push(rowFromItems(items));
        rowCount += 1;
        summary.row(items);
        return;
      }
      case "summary":
        summary.change(usable(record.update), record.remove.filter(isUsable));
        return;
      case "config":
        configure(record);
        return;
      case "metric":
        define(record);
        return;
      case "files":
        for (const { path } of record.files) files.add(path);
        return;
      case "stats":
        events.push(event(record));
        eventCount += 1;
        return;
      case "output-raw":
        console.write(record);
        return;
      case "environment":
        environment = mergeEnvironment(environment, record);
        return;
      case "telemetry":
        telemetry = mergeTelemetry(telemetry, record);
        return;
      case "exit":
        exitCode = record.exitCode;
        // A run that ended well was not suspended.
        if (exitCode === 0) preempting = false;
        return;
      case "preempting":
        preempting = true;
        return;
      case "alert":
        alert(record);
        return;
      case "opaque":
        passBy(`opaque-${record.field}`);
        return;
      default:
        passBy(record.type);
    }
  }

  return {
    apply(record) {
      state = undefined;
      take(record);
    },
    takeRows() {
      const taken = rows;
      rows = [];
      return taken;
    },
    takeEvents() {
      const taken = events;
      events = [];
      return taken;
    },
    takeConsole: () => console.take(),
    get state() {
      state ??= {
        run,
        config,
        summary: summary.read(),
        metrics: definitions.list(),
        files: [...files],
        environment,
        telemetry,
        exitCode,
        rows: rowCount,
        events: eventCount,
        passedBy: Object.fromEntries(passedBy),
        ...(alerts.length === 0 ? {} : { alerts: [...alerts] }),
        ...(preempting ? { preempting } : {}),
      };
      return state;
    },
  };
}
