import { startAmbient } from "#ambient";
import { saveCodeFolder } from "../ambient/save-code-folder.ts";
import { createArtifactCalls } from "../artifacts/create-artifact-calls.ts";
import type { RunFolder } from "../file/run-folder.ts";
import type { Continuation } from "../resume/continuation.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createRunSharing } from "../writers/share-run.ts";
import { createRunLogFor } from "../writers/shared-run-log.ts";
import { labelStats } from "../writers/writer-records.ts";
import { createAlerts } from "./alert.ts";
import { assembleRun } from "./assemble-run.ts";
import { beginRun } from "./begin-run.ts";
import { startBlock } from "./blocks.ts";
import { checkText } from "./check-call.ts";
import { configItems, initialConfig } from "./config-values.ts";
import { createMetricDefiner } from "./define-metric.ts";
import type { Delivery } from "./delivery.ts";
import { createRunEnd } from "./end-run.ts";
import { flushRun } from "./flush-run.ts";
import { createPreempting } from "./mark-preempting.ts";
import { createConfigPins } from "./pin-config-keys.ts";
import { createRowLogger } from "./row-logger.ts";
import { createRowWriter } from "./row-writer.ts";
import { createRunClock } from "./run-clock.ts";
import { createRunConfig } from "./run-config.ts";
import type { RunContext } from "./run-context.ts";
import { createRunLife } from "./run-life.ts";
import { createRunMediaNotices } from "./run-media-notices.ts";
import { createRunMedia } from "./run-media.ts";
import { createRunMembers } from "./run-members.ts";
import { createRunSummary } from "./run-summary.ts";
import type { Run } from "./run.ts";
import { createFileSaver } from "./save-files.ts";

export interface CreateRunOptions {
  readonly settings: Settings;
  readonly config: ConfigSources;
  readonly world: World;
  /** What the run goes on from; undefined for one that begins anew. */
  readonly continuation?: Continuation | undefined;
  /** Starts delivery of the run folder to a server; undefined, or returning so, for a run that stays here. */
  readonly deliver?: (folder: RunFolder) => Delivery | undefined;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/**
 * A run that writes into its own folder: it begins, its parts take calls, it ends. Throws `UsageError` when the folder
 * can't be made, and for a config that is none.
 */
export function createRun<Keys extends object>(options: CreateRunOptions): Run<Keys> {
  const { settings, world, continuation } = options;
  const { startingStep = 0 } = continuation ?? {};
  const now = createRunClock(world.clock, continuation?.runtime);
  const initial = initialConfig(options.config);
  const begun = beginRun({ settings, world, continuation, config: configItems(initial.values) });
  const { folder, file, first, writerId } = begun;

  const life = createRunLife(settings.runId);
  const notices = createRunMediaNotices({
    settings,
    world,
    count: (reason, amount) => writer.count(reason, amount),
    earlierSummary: continuation?.resumed === true ? continuation.summary : undefined,
  });
  const media = createRunMedia({ settings, world, folder, notices });
  const runLog = createRunLogFor({
    settings,
    startingStep,
    summary: continuation?.summary,
    print: (text) => world.print(text),
    refuse: () => writer.count("not-primary", 1),
  });
  const writer = createRowWriter({ file, runLog, media: media.files, clock: world.clock });
  const context: RunContext = {
    settings,
    world,
    folder,
    writerId,
    checkOpen: life.checkOpen,
    write: writer.write,
    tryWrite: (records) => file.append(records).length === 0,
    count: writer.count,
  };

  const { config, items } = createRunConfig(context, initial);
  const summary = createRunSummary<Keys>(context, { runLog, writer, media: media.encoder(() => "summary") });
  const members = createRunMembers(context, { first, items });
  const rows = createRowLogger({ runLog, writer, media, now, startingStep, checkOpen: life.checkOpen });
  const artifacts = createArtifactCalls(context, {
    mediaTarget: media.artifactTarget,
    news: (clientId) => delivery?.artifact?.(clientId),
  });
  const delivery = options.deliver?.(folder);
  if (!settings.silent) {
    world.print(startBlock({ settings, startingStep, folder: folder.path, hints: options.config.hints }));
  }
  const ambient = startAmbient({
    world,
    settings,
    filesFolder: folder.filesFolder,
    firstRecords: first,
    write: (record) => context.tryWrite([labelStats(record, settings)]),
    dropConsole: () => writer.count("console", 1),
  });
  saveCodeFolder({ settings, logCode: artifacts.calls.logCode, write: writer.write });
  const flush = () => flushRun(context, { life, writer, file });
  const url = () => delivery?.url;
  const writeLogs = (text: string): void => ambient.writeLogs(text);
  const sharing = createRunSharing(context, {
    runLog,
    writer,
    media: media.files,
    config,
    flush,
    now,
    url,
    writeLogs,
    letGo: rows.letGo,
  });
  const { onFinish } = options;
  const end = createRunEnd(context, {
    life,
    now,
    file,
    runLog,
    writer,
    sharing,
    artifacts,
    ambient,
    delivery,
    name: () => members.name,
    onFinish,
  });

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
    summary,
    config,
    log(data, logOptions = {}) {
      life.checkOpen("log to");
      world.noteCall?.();
      rows.log(data, logOptions);
    },
    writeLogs(text) {
      checkText("write logs", text);
      if (life.isOpen) writeLogs(text);
    },
    ...createMetricDefiner<Keys>(context, { runLog, writer }),
    ...createAlerts(context),
    ...createConfigPins(context),
    ...createPreempting(context),
    ...createFileSaver(context),
    ...artifacts.calls,
    ...sharing.part,
    ...end,
    flush,
    stats: () => writer.stats((life.isOpen ? rows.pending : 0) + file.unkeptRows),
    [Symbol.asyncDispose]() {
      return this.finish();
    },
    [Symbol.dispose]() {
      void this.finish();
    },
  });
}
