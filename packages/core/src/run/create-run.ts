import { randomId } from "@stepwell/effects";
import type { RunRecord } from "@stepwell/protocol";
import type { Moment } from "@stepwell/runlog";
import { startAmbient } from "#ambient";
import { createArtifactCalls } from "../artifacts/create-artifact-calls.ts";
import { saveCodeFolder } from "../ambient/save-code-folder.ts";
import { CoreError, UsageError } from "../core-error.ts";
import { createValueEncoder } from "../encode/encode-value.ts";
import { ignoreFiles } from "../file/ignore-files.ts";
import { createRunFile } from "../file/run-file.ts";
import type { RunFile } from "../file/run-file.ts";
import { createRunFolder } from "../file/run-folder.ts";
import type { RunFolder } from "../file/run-folder.ts";
import { createArtifactWriter } from "../media/artifact-writer.ts";
import { createMediaFiles } from "../media/media-files.ts";
import { createMediaEncoder } from "../media/media-encoder.ts";
import { createMediaTarget } from "../media/media-target.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import { beginFolder, endFolder } from "../resume/begin-folder.ts";
import { continuedRecords } from "../resume/continuation.ts";
import type { Continuation } from "../resume/continuation.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createRunSharing } from "../writers/share-run.ts";
import { createRunLogFor, IGNORED_STEP } from "../writers/shared-run-log.ts";
import { labelStats } from "../writers/writer-records.ts";
import { createAlerts } from "./alert.ts";
import { assembleRun } from "./assemble-run.ts";
import { endBlock, startBlock } from "./blocks.ts";
import { checkFinishOptions, checkText } from "./check-call.ts";
import { createConfig } from "./config.ts";
import { createMetricDefiner } from "./define-metric.ts";
import { createLockedConfigNotice } from "./locked-config.ts";
import { createConfigPins } from "./pin-config-keys.ts";
import { createRunMembers, ownItems } from "./run-members.ts";
import type { Delivery } from "./delivery.ts";
import { createPreempting } from "./mark-preempting.ts";
import { createRowLogger } from "./row-logger.ts";
import { createRowWriter } from "./row-writer.ts";
import type { RunContext } from "./run-context.ts";
import { firstRecords } from "./run-records.ts";
import type { FinishOptions, Run } from "./run.ts";
import { createFileSaver } from "./save-files.ts";
import { createSummary } from "./summary.ts";

export interface CreateRunOptions {
  readonly settings: Settings;
  readonly config: ConfigSources;
  readonly world: World;
  /** What the run goes on from; absent for one that begins anew. */
  readonly continuation?: Continuation | undefined;
  /** Starts delivery of the run folder to a server; absent for a run that stays here. */
  readonly deliver?: (folder: RunFolder) => Delivery | undefined;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/** A run that writes into its own folder. Throws `UsageError` when the folder can't be made. */
export function createRun<Keys extends object>(options: CreateRunOptions): Run<Keys> {
  const { settings, world, continuation } = options;
  const { startingStep = 0, runtime: earlierSeconds = 0, summary: earlierSummary = {} } = continuation ?? {};
  const { clock, fileSystem } = world;
  const isSecondary = settings.shared?.isPrimary === false;
  const startedAt = clock.now();
  const startedMonotonic = clock.monotonic();
  const owner = createConfig({
    initial: options.config,
    allowValChange: settings.allowValChange,
    write(record) {
      checkOpen("change the config of");
      if (isSecondary) refuse();
      else writer.write([record]);
    },
    ignored: (keys) => noteLocked(keys),
  });
  const folder = createRunFolder({
    root: settings.root,
    runId: settings.runId,
    prefix: settings.mode === "online" ? "run" : "offline-run",
    startedAt,
    fileSystem,
    processes: world.processes,
    writer: { project: settings.project, role: isSecondary ? "secondary" : "primary" },
  });
  const file = ignoreFiles(openFile(folder, world), settings.ignoreGlobs);
  const writerId = randomId(world.random, 32);
  const own = firstRecords({ settings, world, startedAt, writerId, config: owner.initialItems });
  const first = continuedRecords(own, continuation);
  beginFolder({ folder, first, settings, continuation, fileSystem });
  file.append(first);

  const noteStep = (): void => {
    if (!settings.silent) world.print(IGNORED_STEP);
  };
  const runLog = createRunLogFor({ settings, noteStep, refuse, startingStep, summary: earlierSummary });
  const media = createMediaFiles({ fileSystem, filesFolder: folder.filesFolder });
  const writer = createRowWriter({ file, runLog, media, clock });
  const artifacts = createArtifactWriter({
    fileSystem,
    random: world.random,
    folder: `${folder.path}/artifacts`,
    runId: settings.runId,
    project: settings.project,
    entity: settings.entity,
    add: media.add,
  });
  const context: RunContext = {
    settings,
    world,
    folder,
    writerId,
    checkOpen,
    write: writer.write,
    tryWrite: (records) => file.append(records).length === 0,
    count: writer.count,
  };
  const userArtifacts = createArtifactCalls(context, {
    mediaTarget: (key) => createMediaTarget({ files: media, artifacts, world, key, step: "" }).forArtifact(),
    news: (clientId) => delivery?.artifact?.(clientId),
  });
  const record = first.find(({ type }) => type === "run") as RunRecord;
  const members = createRunMembers(context, { record, items: () => [...owner.items(), ...ownItems(record)] });
  const noteLocked = createLockedConfigNotice(context);
  const mediaFor = (step: () => string) => createMediaEncoder({ files: media, artifacts, world, step });
  const rows = createRowLogger({ runLog, writer, media, mediaFor, now, startingStep });
  const encodeForSummary = createValueEncoder({ purpose: "summary", media: mediaFor(() => "summary") });
  const delivery = options.deliver?.(folder);
  const stopSignal = delivery?.stopSignal ?? new AbortController().signal;
  const stopWaitingForExit = world.onExit((exitCode) => {
    end(exitCode);
    printEnd(exitCode, delivery && 'The process ended first. Send the rest with "npx stepwell sync".');
  });
  let finished: Promise<void> | undefined;
  let isOpen = true;
  /** The end has begun and waits for the last files. */
  let isSettling = false;
  let runtimeSeconds = 0;

  if (!settings.silent) world.print(startBlock(settings, folder.path, options.config.hints));
  const ambient = startAmbient({
    world,
    settings,
    filesFolder: folder.filesFolder,
    firstRecords: first,
    write: (record) => file.append([labelStats(record, settings)]).length === 0,
    dropConsole: () => writer.count("console", 1),
  });
  saveCodeFolder({ settings, logCode: userArtifacts.calls.logCode, write: writer.write });

  function now(): Moment {
    // Whole microseconds: more would only be noise, and would take three times as long to print.
    const microseconds = Math.round((clock.monotonic() - startedMonotonic + earlierSeconds * 1000) * 1000);
    return { timestamp: clock.now() / 1000, runtime: microseconds / 1e6 };
  }

  function refuse(): void {
    writer.count("not-primary", 1);
  }

  function checkOpen(what: string): void {
    if (isOpen && !isSettling) return;
    throw new UsageError(
      `[core] Failed to ${what} the run "${settings.runId}": it has finished. Start another one with init().`,
    );
  }

  const summary = createSummary<Keys>({
    read: () => runLog.summary,
    set(path, value) {
      checkOpen("change the summary of");
      runLog.setSummary(path, encodeForSummary(path.join("."), value));
      writer.touchSummary();
    },
    delete(path) {
      checkOpen("change the summary of");
      runLog.deleteSummary(path);
      writer.touchSummary();
    },
  });

  async function flush(): Promise<void> {
    if (!isOpen) return;
    writer.flush();
    await file.sync();
    checkKept(file, folder);
  }

  const sharing = createRunSharing(context, {
    runLog,
    writer,
    media,
    flush,
    now,
    config: owner.config,
    letGo: rows.letGo,
    url: () => delivery?.url,
    writeLogs: (text) => ambient.writeLogs(text),
  });

  /** Everything that must be in the file when the run is over. Synchronous, so that it works while the process exits. */
  function end(exitCode: number): void {
    if (!isOpen) return;
    sharing.end();
    userArtifacts.abandon();
    ambient.stop();
    const moment = now();
    writer.commit(runLog.finish(moment), 0);
    writer.flush();
    file.append([{ type: "exit", exitCode, runtime: Math.floor(moment.runtime) }]);
    isOpen = false;
    file.close();
    folder.release();
    runtimeSeconds = moment.runtime;
    endFolder({ settings, exitCode, fileSystem });
    options.onFinish();
  }

  function printEnd(exitCode: number, undelivered: string | undefined): void {
    if (settings.silent) return;
    const failure = file.failure?.message;
    world.print(
      endBlock({
        settings: { ...settings, name: members.name },
        exitCode,
        runtimeSeconds,
        failure,
        undelivered,
        folder: folder.path,
        stats: writer.stats(0),
      }),
    );
  }

  async function finish({ exitCode = 0, timeout = settings.finishTimeoutMs }: FinishOptions): Promise<void> {
    // The end comes at once, unless files of artifacts are still being copied.
    if (userArtifacts.pending > 0) await userArtifacts.settled(timeout);
    const settling = ambient.settled();
    if (settling !== undefined) {
      isSettling = true;
      await settling;
      isSettling = false;
    }
    stopWaitingForExit();
    end(exitCode);
    await file.sync();
    printEnd(exitCode, await delivery?.finish(timeout));
    userArtifacts.close();
    await world.closeRun?.();
  }

  return assembleRun<Keys>(members, {
    id: settings.runId,
    project: settings.project,
    dir: folder.filesFolder,
    folder: folder.path,
    get url() {
      return delivery?.url;
    },
    stopSignal,
    get step() {
      return runLog.step;
    },
    summary,
    config: owner.config,
    log(data, logOptions = {}) {
      checkOpen("log to");
      world.noteCall?.();
      rows.log(data, logOptions);
    },
    ...createMetricDefiner<Keys>(context, { runLog, writer }),
    ...createAlerts(context),
    ...createConfigPins(context),
    ...createPreempting(context),
    ...createFileSaver(context),
    ...userArtifacts.calls,
    writeLogs(text) {
      checkText("write logs", text);
      if (isOpen) ambient.writeLogs(text);
    },
    flush,
    ...sharing.part,
    async finish(finishOptions = {}) {
      checkFinishOptions(finishOptions);
      finished ??= finish(finishOptions);
      return finished;
    },
    stats: () => writer.stats((isOpen ? rows.pending : 0) + file.unkeptRows),
    [Symbol.asyncDispose]() {
      return this.finish();
    },
    [Symbol.dispose]() {
      void this.finish();
    },
  });
}

function checkKept({ failure }: RunFile, { path }: RunFolder): void {
  if (failure === undefined) return;
  throw new CoreError(
    `[core] Failed to keep what was logged: the run file in "${path}" was refused (${failure.code}). Make room; a new run can be written then.`,
    { cause: failure },
  );
}

function openFile(folder: RunFolder, world: World): RunFile {
  try {
    return createRunFile({ path: folder.runFile, fileSystem: world.fileSystem, clock: world.clock });
  } catch (cause) {
    folder.release();
    throw new UsageError(
      `[core] Failed to create the run file: "${folder.runFile}" was refused. Give another folder with init({ dir }) or STEPWELL_DIR.`,
      { cause },
    );
  }
}
