import type { Outcome } from "./writer-core.ts";

/** What a worker is started with. */
export interface ThreadData {
  readonly file: string;
}

/** To a worker: a call, or the wish to close. */
export type ToThread<Call> = { readonly id: number; readonly call: Call } | { readonly close: true };

/** From a worker: that it is ready, what became of a call, or that it has closed. */
export type FromThread =
  | { readonly ready: true }
  | { readonly id: number; readonly outcome: Outcome }
  | { readonly closed: true };
