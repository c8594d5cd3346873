import { startAmbient } from "#ambient";
import { createArtifactCalls, createRunSharing } from "#run-parts";
import { saveCodeFolder } from "../ambient/save-code-folder.ts";
import type { RunFolder } from "../file/run-folder.ts";
import type { createSharedRunLog } from "../writers/shared-run-log.ts";
import { labelStats } from "../writers/label-stats.ts";
import { createAlerts } from "./alert.ts";
import { assembleRun } from "./assemble-run.ts";
import { createFinishWork } from "./before-finish.ts";
import type { BegunRun } from "./begun-run.ts";
import { startBlock } from "./blocks.ts";
import { checkText } from "./check-call.ts";
import { createLossCounter } from "./count-lost.ts";
import { createMetricDefiner } from "./define-metric.ts";
import type { Delivery } from "./delivery.ts";
import { createRunEnd } from "./end-run.ts";
import { flushRun } from "./flush-run.ts";
import { createPreempting } from "./mark-preempting.ts";
import { createConfigPins } from "./pin-config-keys.ts";
import { createRowLogger } from "./row-logger.ts";
import { createRunConfig } from "./run-config.ts";
import { createRunCore } from "./run-core.ts";
import { createRunMembers } from "./run-members.ts";
import { createRunSummary } from "./run-summary.ts";
import type { Run } from "./run.ts";
import { createFileSaver } from "./save-files.ts";

export interface CreateRunOptions {
  /** Makes the engine of a run that has several writers; absent: it has one. */
  readonly sharedLog?: typeof createSharedRunLog | undefined;
  /** Starts delivery of the run folder to a server; undefined, or returning so, for a run that stays here. */
  readonly deliver?: (folder: RunFolder) => Delivery | undefined;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/** The life of a run that has begun: its parts take calls, it ends. */
export function createRun<Keys extends object>(begun: BegunRun, options: CreateRunOptions): Run<Keys> {
  const { onFinish } = options;
  const core = createRunCore(begun, options.sharedLog);
  const { settings, world, folder, life, media, runLog, writer, startingStep, hints } = core;

  const { config, items } = createRunConfig(core, begun.config);
  const members = createRunMembers(core, { first: core.first, items });
  const rows = createRowLogger(core);
  const artifacts = createArtifactCalls(core, {
    media,
    news: (clientId) => delivery?.artifact?.(clientId),
  });
  const delivery = options.deliver?.(folder);
  if (!settings.silent) {
    world.print(startBlock({ settings, startingStep, folder: folder.path, hints }));
  }
  const ambient = startAmbient({
    world,
    settings,
    filesFolder: folder.filesFolder,
    firstRecords: core.first,
    write: (record) => core.tryWrite([labelStats(record, settings)]),
    dropConsole: () => writer.count("console", 1),
  });
  saveCodeFolder({ settings, logCode: artifacts.calls.logCode, write: writer.write });
  const flush = () => flushRun(core);
  const url = () => delivery?.url;
  const { log: logRow, letGo } = rows;
  const { checkOpen } = life;
  const sharing = createRunSharing(core, { config, flush, url, letGo, writeLogs: ambient.writeLogs });
  const name = () => members.name;
  const finishWork = createFinishWork(core);
  const end = createRunEnd(core, { sharing, artifacts, ambient, delivery, name, finishWork, onFinish });

  return assembleRun<Keys>(members, {
    id: settings.runId,
    project: settings.project,
    dir: folder.filesFolder,
    folder: folder.path,
    get url() {
      return url();
    },
    stopSignal: delivery?.stopSignal ?? new AbortController().signal,
    get step() {
      return runLog.step;
    },
    summary: createRunSummary<Keys>(core),
    config,
    log(data, logOptions) {
      checkOpen("log to");
      world.noteCall?.();
      logRow(data, logOptions);
    },
    writeLogs(text) {
      checkText("write logs", text);
      if (life.isOpen) ambient.writeLogs(text);
    },
    ...createMetricDefiner<Keys>(core, core),
    ...createAlerts(core),
    ...createConfigPins(core),
    ...createPreempting(core),
    ...createLossCounter(core),
    ...createFileSaver(core),
    ...artifacts.calls,
    ...sharing.part,
    ...finishWork.part,
    ...end,
    flush,
    stats: () => writer.stats((life.isOpen ? rows.pending : 0) + core.file.unkeptRows),
    [Symbol.asyncDispose]() {
      return this.finish();
    },
    [Symbol.dispose]() {
      void this.finish();
    },
  });
}
