import type { ArtifactNews } from "../sync/send-command.ts";

/** The delivery of a live run to a server, beside it. */
export interface Delivery {
  /** Where the run can be seen, once the server has said so. */
  readonly url: string | undefined;
  /** How what is left is sent, as a sentence. */
  readonly sendLater: string;
  /** Fires when someone asks for the run to stop, on the page of the server; absent: nobody can. */
  readonly stopSignal?: AbortSignal;
  /** Resolves with what became of an artifact, by the id that the run gave it; while it waits, forever. */
  artifact?(clientId: string): Promise<ArtifactNews>;
  /** Delivers the rest for at most `timeoutMs`. Returns what the server has not got, as a sentence, or undefined. */
  finish(timeoutMs: number): Promise<string | undefined>;
}
