import type { DriftReference } from "./drift/drift-reference.ts";
import type { TrackingStats } from "./tracking-stats.ts";

/** What a session has beside its own members when it is tracked. */
export interface Tracked {
  readonly tracking: Tracking;
}

/** A tracked session: the same members with the same results and errors, and `tracking`. */
export type TrackedSession<S extends object> = S & Tracked;

/** The tracking of one session. Nothing in it throws. */
export interface Tracking {
  /** What the rows are under: `onnx/<name>/…`. */
  readonly name: string;
  /** Resolves when the facts of the model are in the config, or could not be had. */
  readonly ready: Promise<void>;
  /** What drift is measured against; undefined until the first whole window. Its JSON may be given as `reference` later. */
  readonly reference: DriftReference | undefined;
  /** Logs the window so far as a row of its own and begins another one; an empty window is no row. */
  flush(): void;
  /** Flushes, and lets go of the session: later calls go past the tracking. `release` of the session does it first. */
  stop(): void;
  /** Counters so far. */
  stats(): TrackingStats;
}
