export type { ClassOptions } from "./classes/class-options.ts";
export type { DriftReference, ReferenceValues } from "./drift/drift-reference.ts";
export type { RunLike } from "./run-like.ts";
export type { SessionLike, ValueMetadataLike } from "./session-like.ts";
export type { SessionOptionsLike } from "./session-options-like.ts";
export { track } from "./track.ts";
export type { SampleOptions, TrackOptions } from "./track-options.ts";
export type { Tracked, TrackedSession, Tracking } from "./tracked-session.ts";
export type { TrackingStats } from "./tracking-stats.ts";
