import { DeliveryError } from "../core-error.ts";
import { createRunPass } from "./run-pass.ts";
import type { RunPass } from "./run-pass.ts";
import type { ArtifactNews } from "./send-command.ts";
import { LIVE_FEATURE } from "./server-features.ts";
import type { SyncWorld } from "./sync-world.ts";

const MAX_SENTENCES = 20;

/** Delivers one run file to one server. Calls must not overlap, but for `sendTransfers` with `sendLines`. */
export interface RunSync {
  /**
   * Sends rows, console, summary and config as far as it is time for them; with `isFlush` all there is. Throws
   * `DeliveryError`; then the next call goes on where this one ended.
   */
  sendLines(options: { isFlush: boolean }): Promise<void>;
  /** Sends alerts, artifacts and files; they may take long. Throws `DeliveryError`. */
  sendTransfers(): Promise<void>;
  /**
   * Sends all that is left and closes the run there, with exit code 1 when the file has no end. Throws `DeliveryError`,
   * also when the server has refused the rows, and `UsageError` for a file that names no run.
   */
  end(): Promise<void>;
  /** The server wants news at once rather than every 15 s. */
  readonly isLive: boolean;
  /** Someone asked for the run to stop. */
  readonly stopped: boolean;
  /** Where the run is seen; undefined before the server has said so. */
  readonly url: string | undefined;
  readonly progress: SyncProgress;
  /** Stretches of the run file that could not be read, as sentences. */
  readonly damage: readonly string[];
  /** What the server did not take of what is not rows, as sentences; the next delivery tries it again. */
  readonly problems: readonly string[];
  /** What no server will take, as sentences. */
  readonly notes: readonly string[];
}

/** How far a delivery is. */
export interface SyncProgress {
  /** Rows that the server has. */
  readonly rows: number;
  /** Bytes of the run file whose content has arrived, and that it has. */
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Files that the server has, and that it is to have. */
  readonly files: number;
  readonly filesTotal: number;
  /** Why the newest request failed, as a sentence, while it is tried again; absent when it was answered. */
  readonly waitingFor?: string;
}

export interface RunSyncOptions {
  readonly runFile: string;
  readonly filesFolder: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
  /** Called with what became of each artifact. */
  readonly onArtifact: (news: ArtifactNews) => void;
  /** Called when `progress` has changed. */
  readonly onProgress: () => void;
}

export function createRunSync(options: RunSyncOptions): RunSync {
  const problems = new Set<string>();
  const notes = new Set<string>();
  let waitingFor: string | undefined;
  let pass = createPass({ isForgotten: false });

  function createPass({ isForgotten }: { isForgotten: boolean }): RunPass {
    return createRunPass({
      ...options,
      isForgotten,
      onProblem: adderTo(problems),
      onNote: adderTo(notes),
      onTrouble,
    });
  }

  function onTrouble(why: string | undefined): void {
    if (why === waitingFor) return;
    waitingFor = why;
    options.onProgress();
  }

  /** A server that lost what it had of the run gets all of it again. */
  async function unlessForgotten(work: () => Promise<void>): Promise<void> {
    await work();
    if (pass.session?.stream.isForgotten !== true) return;
    await pass.sendTransfers({ isEnding: false });
    pass = createPass({ isForgotten: true });
    await work();
    if (pass.session?.stream.isForgotten !== true) return;
    throw new DeliveryError(
      `[core] Failed to deliver to "${options.baseUrl}": the server loses what it was given. Look at the server's log.`,
      { status: 0 },
    );
  }

  return {
    sendLines: (how) => unlessForgotten(() => pass.sendLines(how)),
    sendTransfers: () => pass.sendTransfers({ isEnding: false }),
    end: () => unlessForgotten(() => pass.end()),
    get isLive() {
      return pass.session?.features.has(LIVE_FEATURE) ?? false;
    },
    get stopped() {
      return pass.session?.stream.stopped ?? false;
    },
    get url() {
      return pass.session?.url;
    },
    get progress() {
      const { size } = pass.reader.progress;
      const { known, uploaded } = pass.files;
      const rows = pass.session?.position.history ?? 0;
      const counts = { rows, bytes: pass.sentBytes, bytesTotal: size, files: uploaded, filesTotal: known };
      return waitingFor === undefined ? counts : { ...counts, waitingFor };
    },
    get damage() {
      return pass.reader.damage;
    },
    get problems() {
      return [...problems];
    },
    get notes() {
      return [...notes];
    },
  };
}

function adderTo(sentences: Set<string>): (sentence: string) => void {
  return (sentence) => {
    if (sentences.size < MAX_SENTENCES) sentences.add(sentence);
  };
}
