import { createModelQueue } from "./model-queue.ts";
import { modelFiles } from "./model-files.ts";
import { createMonitor } from "./monitor.ts";
import type { Monitor, MonitorMode } from "./monitor.ts";
import type { Failures } from "./failures.ts";
import { readScalar } from "./read-logs.ts";
import type { RunLike } from "./run-like.ts";
import type { LayersModelLike, LogsLike } from "./tfjs-shapes.ts";

/** Which models become versions of an artifact, and what it is called. */
export interface SaveModelOptions {
  /** `"best"`: after each epoch that is the best so far. `"last"`: when the training is over. */
  readonly keep: "best" | "last";
  /** What "best" goes by. Default `val_loss` where a fit has it, else `loss`. */
  readonly monitor?: string;
  /** Default `"auto"`: accuracies, areas, precision, recall, F1 and R² by name are better when they rise, all else when it falls. */
  readonly mode?: MonitorMode;
  /** With `"last"`, also after each nth epoch. Default: not. */
  readonly every?: number;
  /** The artifact's. Default `run-<id>-model`. */
  readonly name?: string;
}

export interface ModelSaverOptions {
  readonly run: RunLike;
  readonly options: SaveModelOptions;
  readonly failures: Failures;
}

/** Saves models as versions of one artifact. No method throws or rejects, and only `flush` waits for a disk. */
export interface ModelSaver {
  /** Resolves when it is known whether the model is saved, and then the copying of its weights has begun. */
  epochEnd(model: LayersModelLike | undefined, epoch: number, logs: LogsLike): Promise<void>;
  trainEnd(model: LayersModelLike | undefined): void;
  flush(): Promise<void>;
  readonly saved: number;
  readonly skipped: number;
}

export function createModelSaver({ run, options, failures }: ModelSaverOptions): ModelSaver {
  const { keep, mode = "auto", every, name = artifactName(run.id) } = options;
  const queue = createModelQueue({ run, name, failures });
  const monitors = new Map<string, Monitor>();
  let lastEpoch: number | undefined;
  let savedEpoch: number | undefined;

  function save(model: LayersModelLike, aliases: readonly string[], metadata: Record<string, unknown>): void {
    queue.push({ files: modelFiles(model), aliases, metadata });
  }

  function saveEpoch(model: LayersModelLike, epoch: number): void {
    savedEpoch = epoch;
    save(model, [`epoch_${String(epoch)}`], { epoch });
  }

  async function saveIfBest(model: LayersModelLike, epoch: number, logs: LogsLike): Promise<void> {
    const monitor = options.monitor ?? ("val_loss" in logs ? "val_loss" : "loss");
    const logged = logs[monitor];
    // Only a value on another device is waited for.
    const value = typeof logged === "number" ? logged : await readScalar(logged);
    if (value === undefined) throw notMonitored(monitor, logs);
    const key = `training/best_${monitor}`;
    const known = monitors.get(monitor) ?? createMonitor(monitor, mode, bestBefore(run, key));
    monitors.set(monitor, known);
    if (!known.improves(value)) return;
    save(model, ["best", `epoch_${String(epoch)}`], { epoch, [monitor]: value });
    run.summary.update({ [key]: value, "training/best_epoch": epoch });
  }

  return {
    async epochEnd(model, epoch, logs) {
      lastEpoch = epoch;
      try {
        if (model === undefined) throw noModel();
        if (keep === "best") await saveIfBest(model, epoch, logs);
        else if (every !== undefined && (epoch + 1) % every === 0) saveEpoch(model, epoch);
      } catch (error) {
        failures.note(error);
      }
    },
    trainEnd(model) {
      if (keep === "best" || lastEpoch === undefined || lastEpoch === savedEpoch) return;
      if (model !== undefined) saveEpoch(model, lastEpoch);
    },
    flush: queue.flush,
    get saved() {
      return queue.saved;
    },
    get skipped() {
      return queue.skipped;
    },
  };
}

/** A run that goes on does not call a worse model the best. */
function bestBefore(run: RunLike, key: string): number | undefined {
  const best = run.summary.get([key]);
  return typeof best === "number" ? best : undefined;
}

function artifactName(runId: string): string {
  return `run-${runId.slice(0, 100)}-model`.replaceAll(/[^a-zA-Z0-9_\-.]/g, "-");
}

function noModel(): Error {
  return new Error(
    "[tfjs] Failed to save the model: tfjs tells a plain object no model. Pass it: stepwellCallback({ model }), or stepwellCallback({ tf }).",
  );
}

function notMonitored(monitor: string, logs: LogsLike): Error {
  return new Error(
    `[tfjs] Failed to save the best model: "${monitor}" is not among "${Object.keys(logs).join('", "')}". Monitor one of these.`,
  );
}
