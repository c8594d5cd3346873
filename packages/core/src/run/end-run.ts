import { lostLines } from "#run-parts";
import type { AmbientCapture } from "../ambient/start-ambient.ts";
import type { ArtifactPart } from "../artifacts/create-artifact-calls.ts";
import type { FinishWork } from "./before-finish.ts";
import { endBlock } from "./blocks.ts";
import { checkFinishOptions } from "./check-call.ts";
import type { Delivery } from "./delivery.ts";
import type { RunCore } from "./run-core.ts";
import type { Run } from "./run.ts";

/** A page has to load them. */
type LostLines = readonly string[] | Promise<readonly string[]>;

export interface RunEndParts {
  readonly sharing: { end(): void };
  readonly artifacts: ArtifactPart;
  readonly ambient: AmbientCapture;
  readonly delivery: Delivery | undefined;
  readonly finishWork: Pick<FinishWork, "doNow">;
  /** What the run is called by now. */
  readonly name: () => string;
  /** Called once, when the run is over. */
  readonly onFinish: () => void;
}

/** The part of a run that ends it: when it is asked to, or when the process ends first. */
export function createRunEnd(core: RunCore, parts: RunEndParts): Pick<Run, "finish"> {
  const { settings, world, folder, life, file, writer } = core;
  const { artifacts, ambient, delivery } = parts;
  let runtimeSeconds = 0;
  let finished: Promise<void> | undefined;
  const stopWaitingForExit = world.onExit((exitCode) => {
    end(exitCode);
    void print(exitCode, delivery && `The process ended first. ${delivery.sendLater}`);
  });

  /** Everything that must be in the file when the run is over. Synchronous, so that it works while the process exits. */
  function end(exitCode: number): void {
    if (!life.isOpen) return;
    parts.finishWork.doNow();
    parts.sharing.end();
    artifacts.abandon();
    ambient.stop();
    const moment = core.now();
    writer.commit(core.runLog.finish(moment), 0, moment);
    writer.flush();
    file.append([{ type: "exit", exitCode, runtime: Math.floor(moment.runtime) }]);
    life.end();
    file.close();
    folder.release();
    runtimeSeconds = moment.runtime;
    core.ended(exitCode);
    parts.onFinish();
  }

  /** Prints the end block; at once where the words for what was dropped are there. */
  function print(exitCode: number, undelivered: string | undefined): Promise<void> | void {
    if (settings.silent) return;
    const lost: LostLines = lostLines(writer.stats(0).dropped);
    if (lost instanceof Promise) return lost.then((lines) => printBlock(exitCode, undelivered, lines));
    printBlock(exitCode, undelivered, lost);
  }

  function printBlock(exitCode: number, undelivered: string | undefined, lost: readonly string[]): void {
    const failure = file.failure?.message;
    const block = endBlock({
      settings: { ...settings, name: parts.name() },
      exitCode,
      runtimeSeconds,
      failure,
      undelivered,
      url: delivery?.url,
      folder: folder.path,
      stats: writer.stats(0),
      lost,
      kept: core.kept,
    });
    world.print(block);
  }

  async function finish(exitCode: number, timeoutMs: number): Promise<void> {
    // The end comes at once, unless files are still being copied.
    if (artifacts.pending > 0) await artifacts.settled(timeoutMs);
    parts.finishWork.doNow();
    const settling = ambient.settled();
    if (settling !== undefined) await life.settle(settling);
    stopWaitingForExit();
    end(exitCode);
    await file.sync();
    await print(exitCode, await delivery?.finish(timeoutMs));
    artifacts.close();
    await world.closeRun?.();
  }

  return {
    async finish(options = {}) {
      checkFinishOptions(options);
      const { exitCode = 0, timeout = settings.finishTimeoutMs } = options;
      finished ??= finish(exitCode, timeout);
      return finished;
    },
  };
}
