import type { FileOperation } from "@stepwell/effects/browser";
import type { DeliveryJob, DeliveryNews } from "../sync/delivery-engine.ts";

/*
 *   page                                worker
 *   open ─────────────────────────────▶ takes the volume and the run's name, opens storage
 *        ◀───────────────────────────── opened | refused
 *   write 1, write 2 … ───────────────▶ one after the other into the volume
 *        ◀───────────────────────────── kept 2      (all up to 2 are)
 *        ◀───────────────────────────── tail-kept   (what an earlier page wrote down is in its run file)
 *   deliver ──────────────────────────▶ the engine reads the volume
 *        ◀───────────────────────────── news …
 *   finish | give-up ─────────────────▶
 *        ◀───────────────────────────── ended
 *   close ────────────────────────────▶ lets the volume go; delivers what earlier pages left; ends
 */

/** What a page tells the worker that keeps its files. */
export type PageMessage =
  | { readonly type: "open"; readonly request: OpenRequest }
  | { readonly type: "write"; readonly number: number; readonly operations: readonly FileOperation[] }
  | { readonly type: "read"; readonly number: number; readonly path: string; readonly range?: ReadRange }
  | { readonly type: "deliver"; readonly job: DeliveryJob }
  | { readonly type: "finish" | "give-up" | "close" };

/** What the worker tells the page. */
export type WorkerMessage =
  | { readonly type: "opened"; readonly storage: "opfs" | "indexeddb"; readonly isOwner: boolean }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "kept"; readonly number: number; readonly failure?: Refusal }
  | {
      readonly type: "read";
      readonly number: number;
      readonly bytes?: Uint8Array;
      readonly failure?: Refusal;
    }
  | { readonly type: "tail-kept"; readonly volume: string }
  | { readonly type: "news"; readonly news: DeliveryNews }
  | { readonly type: "ended" | "closed" };

export interface OpenRequest {
  /** The name of the new volume; nobody else has it. */
  readonly volume: string;
  /** What two pages may both want to be: the first writer of a run. Undefined for an id that was made up. */
  readonly runName: string | undefined;
  /** Earlier runs that were meant for this server are delivered to it. */
  readonly server: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** For so long the run waits until earlier ones are delivered, since it goes on from one of them. Milliseconds; 0: it does not. */
  readonly earlierFirstMs: number;
  /** What pages could not hand over before they went away. */
  readonly tails: readonly Tail[];
  /** For tests and for pages that want it. */
  readonly storage: "auto" | "indexeddb";
}

/** The end of a run file that may be missing in a volume. */
export interface Tail {
  readonly volume: string;
  /** Where in the run file it belongs. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Rows that the run file has when it is complete. */
  readonly rows: number;
}

export interface ReadRange {
  readonly offset: number;
  readonly length: number;
}

/** A `FileSystemError` as data. */
export interface Refusal {
  readonly code: string;
  readonly path: string;
}

/** One end of the line between a page and its worker. */
export interface MessageLine<Out, In> {
  post(message: Out): void;
  /** Calls `listener` for each message; one listener. */
  listen(listener: (message: In) => void): void;
  close(): void;
}
