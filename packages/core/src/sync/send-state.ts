import type { Clock } from "@stepwell/effects";
import { printJson } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import { DeliveryError } from "../core-error.ts";
import { configUpload } from "./config-upload.ts";
import { isTooLong } from "./stream-chunks.ts";
import type { SyncSession } from "./sync-session.ts";
import { upsertRun } from "./upsert-run.ts";

/** Changes of the config that follow each other closely are sent together. */
const DEBOUNCE_MS = 5000;

/** What a run says beside its rows: its summary, as a line of the stream, and its config. */
export interface StateSender {
  /** The summary as it is to be sent; undefined when the server has it, or when it is too long for the protocol. */
  summaryOf(state: RunState): string | undefined;
  summarySent(summary: string): void;
  /** Sends config, name, tags and the like when they have changed, at once when `isEnding`. Throws `DeliveryError`. */
  sendConfig(options: {
    session: SyncSession;
    state: RunState;
    /** Bytes of the run file that `state` was read from. */
    readBytes: number;
    isEnding: boolean;
  }): Promise<void>;
}

export interface StateSenderOptions {
  readonly clock: Clock;
  /** The config that the run was created with. */
  readonly config: string;
  readonly state: RunState;
  /** Called with a sentence for what the server will not take. */
  readonly onNote: (sentence: string) => void;
}

export function createStateSender(options: StateSenderOptions): StateSender {
  const { clock, onNote } = options;
  let sentSummary = "";
  let sentConfig = options.config;
  let sentRun = options.state.run;
  let seen: RunState | undefined;
  let sentMs = clock.monotonic();

  return {
    summaryOf(state) {
      const summary = printJson(state.summary);
      if (summary === sentSummary) return undefined;
      if (!isTooLong(summary)) return summary;
      onNote("[core] The summary is longer than a server takes: it is in the run file only.");
      return undefined;
    },
    summarySent(summary) {
      sentSummary = summary;
    },
    async sendConfig({ session, state, readBytes, isEnding }) {
      if (state === seen || (!isEnding && clock.monotonic() - sentMs < DEBOUNCE_MS)) return;
      const { run } = state;
      const config = printJson(configUpload(state));
      if (run !== undefined && (config !== sentConfig || run !== sentRun)) {
        await refusalIsANote(onNote, () =>
          upsertRun({ connection: session.connection, record: run, state, config, readBytes }),
        );
        sentMs = clock.monotonic();
        sentConfig = config;
        sentRun = run;
      }
      seen = state;
    },
  };
}

async function refusalIsANote(
  onNote: (sentence: string) => void,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!DeliveryError.isInstance(error) || error.retryable) throw error;
    onNote(error.message);
  }
}
