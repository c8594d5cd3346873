import type { Clock } from "@stepwell/effects";
import type { JsonObject } from "@stepwell/protocol";
import { READ_HEADER } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import type { ServerConnection, SourceMarks } from "./server-connection.ts";

/** The file stream of one run. A server that refuses it for good ends it; files and config go on. */
export interface RunStream {
  /**
   * Sends a request, one at a time and in order. `readBytes` of the run file are what it says of the run's state: a server
   * that gets it late knows by that. False when the stream has ended. Throws `DeliveryError` for now.
   */
  post(body: JsonObject, from?: { readonly readBytes: number }): Promise<boolean>;
  /** Why the stream has ended, when it has. */
  readonly failure: DeliveryError | undefined;
  /** Someone asked for the run to stop; it stays so. */
  readonly stopped: boolean;
  /** What the server held after the last request, when it keeps count. */
  readonly marks: SourceMarks | undefined;
  /** The server has had more rows of this source than it holds now. */
  readonly isForgotten: boolean;
  /** Milliseconds since the last request. */
  readonly silentMs: number;
}

export function createRunStream(options: {
  connection: ServerConnection;
  path: string;
  clock: Clock;
}): RunStream {
  const { connection, path, clock } = options;
  let failure: DeliveryError | undefined;
  let stopped = false;
  let marks: SourceMarks | undefined;
  let isForgotten = false;
  let lastMs = clock.monotonic();
  let last: Promise<unknown> = Promise.resolve();

  async function post(body: JsonObject, from: { readonly readBytes: number } | undefined): Promise<boolean> {
    if (failure !== undefined) return false;
    lastMs = clock.monotonic();
    try {
      const reply = await connection.fileStream(
        path,
        body,
        from && { [READ_HEADER]: String(from.readBytes) },
      );
      stopped ||= reply.stopped;
      isForgotten ||= hasLess(reply.marks, marks);
      marks = reply.marks;
      return true;
    } catch (error) {
      if (!DeliveryError.isInstance(error) || error.retryable) throw error;
      failure = error;
      return false;
    }
  }

  return {
    post(body, from) {
      const posted = last.then(() => post(body, from));
      last = posted.catch(() => undefined);
      return posted;
    },
    get failure() {
      return failure;
    },
    get stopped() {
      return stopped;
    },
    get marks() {
      return marks;
    },
    get isForgotten() {
      return isForgotten;
    },
    get silentMs() {
      return clock.monotonic() - lastMs;
    },
  };
}

function hasLess(now: SourceMarks | undefined, before: SourceMarks | undefined): boolean {
  if (before === undefined) return false;
  // Whoever has counted and does not now is another server, or somebody in its place.
  return now === undefined || now.history < before.history || now.events < before.events;
}
