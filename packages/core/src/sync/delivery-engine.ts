import { DeliveryError, UsageError } from "../core-error.ts";
import { messageOf } from "../message-of.ts";
import { delay } from "./retry-with-backoff.ts";
import { createRunSync } from "./run-sync.ts";
import type { SyncProgress } from "./run-sync.ts";
import type { ArtifactNews } from "./send-command.ts";
import { markSynced } from "./synced-marker.ts";
import type { SyncWorld } from "./sync-world.ts";

const POLL_MS = 1000;
const LIVE_POLL_MS = 250;
const RETRY_MS = 15_000;

/** What a live run wants delivered, and where to. Plain data: it crosses into a thread. */
export interface DeliveryJob {
  readonly runFile: string;
  readonly filesFolder: string;
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What is told of a delivery while it goes on. */
export interface DeliveryNews {
  readonly url: string | undefined;
  /** Someone asked for the run to stop. */
  readonly stopped: boolean;
  /** Why the newest attempt failed; undefined when it did not. */
  readonly problem: string | undefined;
  /** What the server refused of what is not rows, as sentences. */
  readonly refused: readonly string[];
  readonly progress: SyncProgress;
  /** What became of artifacts since the last news. */
  readonly artifacts: readonly ArtifactNews[];
  /** All of the finished run is at the server. */
  readonly isDelivered: boolean;
  /** The server refuses the run for good: nothing more is sent, and `problem` says why. */
  readonly isRefused: boolean;
}

/** A delivery that goes on by itself until it is told to finish. */
export interface DeliveryEngine {
  /** The run file is complete. Resolves when it is delivered or can't be. */
  finish(): Promise<void>;
  /** Ends requests under way; resolves when they have ended. */
  giveUp(): Promise<void>;
}

export interface DeliveryEngineOptions {
  readonly job: DeliveryJob;
  readonly world: SyncWorld;
  readonly tell: (news: DeliveryNews) => void;
}

/** Starts an engine. It looks at the file each second, each 250 ms for a server that asks for it, and never gives up by itself. */
export type StartDeliveryEngine = (options: DeliveryEngineOptions) => DeliveryEngine;

/** The engine in this thread. A server that refuses the run for good ends it; its folder keeps everything. */
export const startDeliveryEngine: StartDeliveryEngine = ({ job, world, tell }) => {
  const { clock, fileSystem } = world;
  const { runFile, baseUrl } = job;
  const stopped = new AbortController();
  const runIsOver = new AbortController();
  let artifacts: ArtifactNews[] = [];
  let problem: string | undefined;
  let isDelivered = false;
  let isRefused = false;
  let transferProblem: string | undefined;
  let isTransferring = false;
  let transferAtMs = -Infinity;
  let told = "";
  const sync = createRunSync({
    ...job,
    world,
    signal: stopped.signal,
    onArtifact: (news) => {
      artifacts.push(news);
      report();
    },
    onProgress: report,
  });
  const done = loop();

  function report(): void {
    const { url, progress, problems, notes, stopped: isStopped } = sync;
    const refused = [...problems, ...notes];
    const why = problem ?? transferProblem;
    const ends = { isDelivered, isRefused, problem: why };
    const news = { url, progress, refused, artifacts, stopped: isStopped, ...ends };
    const text = JSON.stringify(news);
    if (text === told) return;
    artifacts = [];
    told = text;
    tell(news);
  }

  async function loop(): Promise<void> {
    for (;;) {
      const isEnding = runIsOver.signal.aborted;
      try {
        if (isEnding) {
          await sync.end();
          isDelivered = true;
          transferProblem = undefined;
          if (sync.problems.length === 0)
            await markSynced({ runFile, fileSystem }, { baseUrl, bytes: sync.progress.bytesTotal });
        } else {
          await sync.sendLines({ isFlush: false });
          void transfer();
        }
        problem = undefined;
      } catch (error) {
        problem = messageOf(error);
        isRefused = isFinal(error);
        if (isRefused) return report();
      }
      report();
      if (isDelivered || stopped.signal.aborted) return;
      const wait = problem === undefined ? (sync.isLive ? LIVE_POLL_MS : POLL_MS) : RETRY_MS;
      await delay(wait, clock, isEnding ? stopped.signal : runIsOver.signal);
    }
  }

  // Beside the lines: a large file must not keep rows from flowing.
  async function transfer(): Promise<void> {
    if (isTransferring || clock.monotonic() < transferAtMs) return;
    isTransferring = true;
    try {
      await sync.sendTransfers();
      transferProblem = undefined;
    } catch (error) {
      transferProblem = messageOf(error);
      transferAtMs = clock.monotonic() + RETRY_MS;
    }
    isTransferring = false;
    report();
  }

  return {
    async finish() {
      runIsOver.abort();
      await done;
    },
    async giveUp() {
      runIsOver.abort();
      stopped.abort();
      await done;
    },
  };
};

// What the server refuses for good it would refuse again.
function isFinal(error: unknown): boolean {
  return UsageError.isInstance(error) || (DeliveryError.isInstance(error) && !error.retryable);
}
