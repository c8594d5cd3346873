import type { Json, LogRecord } from "@stepwell/protocol";
import type { FileOperation } from "@stepwell/effects/browser";
import type { Settings } from "../settings/resolve-settings.ts";
import type { DeliveryJob, DeliveryNews } from "../sync/delivery-engine.ts";
import type { HostFacts } from "../world.ts";
import type { BegunFacts } from "./begun-facts.ts";
import type { ErrorFacts } from "./error-facts.ts";

/*
 *   page                                worker
 *   resolve ──────────────────────────▶ reads the options of init
 *        ◀───────────────────────────── resolved | failed
 *   begin ────────────────────────────▶ takes the volume and the run's name, opens storage, begins the run file
 *        ◀───────────────────────────── begun | failed | refused
 *   write 1, write 2 … ───────────────▶ one after the other into the volume, records into the run file
 *        ◀───────────────────────────── kept 2      (all up to 2 are, but for what it says is lost)
 *        ◀───────────────────────────── tail-kept   (what an earlier page wrote down is in its run file)
 *   deliver ──────────────────────────▶ the engine reads the volume
 *        ◀───────────────────────────── news …
 *   finish | give-up ─────────────────▶
 *        ◀───────────────────────────── ended
 *   close ────────────────────────────▶ lets the volume go; delivers what earlier pages left; ends
 */

/** What a page tells the worker that keeps its files. */
export type PageMessage =
  | { readonly type: "resolve"; readonly options: object; readonly page: PageFacts }
  | { readonly type: "begin"; readonly request: BeginRequest }
  | { readonly type: "write"; readonly number: number; readonly changes: readonly PageChange[] }
  | { readonly type: "read"; readonly number: number; readonly path: string; readonly range?: ReadRange }
  | { readonly type: "deliver"; readonly job: DeliveryJob }
  | { readonly type: "finish" | "give-up" | "close" };

/** What the worker tells the page. */
export type WorkerMessage =
  | { readonly type: "resolved"; readonly settings: Settings }
  | { readonly type: "begun"; readonly run: BegunFacts }
  | { readonly type: "failed"; readonly error: ErrorFacts }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "kept"; readonly number: number; readonly kept?: Kept; readonly failure?: Refusal }
  | {
      readonly type: "read";
      readonly number: number;
      readonly bytes?: Uint8Array;
      readonly failure?: Refusal;
    }
  | { readonly type: "tail-kept"; readonly volume: string }
  | { readonly type: "news"; readonly news: DeliveryNews }
  | { readonly type: "ended" | "closed" };

/** A change to the files of a run: an operation of a file system, or what its run file grows by. */
export type PageChange = FileOperation | { readonly kind: "records"; readonly records: readonly LogRecord[] };

/** What is kept when a batch of changes is. */
export interface Kept {
  /** Bytes in the run file. */
  readonly size: number;
  /** Records in it. */
  readonly records: number;
  /** Records of the batch that are not in it; absent: none. */
  readonly lost?: Loss;
}

/** Records that could not be stored. */
export interface Loss {
  readonly rows: number;
  readonly others: number;
}

/** What a worker must know of its page. */
export interface PageFacts {
  readonly host: HostFacts;
  readonly hostName: string;
  readonly workingFolder: string;
}

export interface BeginRequest {
  /** The name of the new volume; nobody else has it. */
  readonly volume: string;
  readonly settings: Settings;
  /** Without what has no JSON form; text is the path of a file. */
  readonly config: string | ReadonlyMap<string, Json>;
  readonly page: PageFacts;
  /** What pages could not hand over before they went away. */
  readonly tails: readonly Tail[];
  readonly storage: StorageChoice;
}

/** For tests and for pages that want it. */
export type StorageChoice = "auto" | "indexeddb";

/** What a page that went away wrote down of a run: text that `readTail` reads. */
export interface Tail {
  readonly volume: string;
  readonly text: string;
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
