import type { Outcome } from "./writer-core.ts";

/** What a worker is started with. */
export interface ThreadData {
  readonly file: string;
}

/** A call and the number that its outcome comes back with. */
export interface NumberedCall<Call> {
  readonly id: number;
  readonly call: Call;
}

/** To a worker: the calls of one turn of the event loop, or the wish to close. */
export type ToThread<Call> = { readonly calls: readonly NumberedCall<Call>[] } | { readonly close: true };

/** From a worker: that it is ready, what became of calls, or that it has closed. */
export type FromThread =
  | { readonly ready: true }
  | { readonly outcomes: readonly { readonly id: number; readonly outcome: Outcome }[] }
  | { readonly closed: true };

/** To the thread that copies the log; it answers the first with any message. */
export type ToCopyThread = "copy" | "close";
