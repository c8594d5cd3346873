/** The members of a Stepwell run that tracking needs; `Run` of `@stepwell/core` has them. */
export interface RunLike {
  log(data: Record<string, unknown>): void;
  defineMetric(name: string, options?: { stepMetric?: string; hidden?: boolean }): unknown;
  readonly config: {
    get(key: string): unknown;
    update(values: Record<string, unknown>, options?: { allowValChange?: boolean }): unknown;
  };
  /** Returns what takes the work back. Absent: the last window is logged by `tracking.flush()` alone. */
  beforeFinish?(work: () => void): () => void;
  /** Milliseconds since the epoch. Absent: times are those since `track`. */
  readonly startTime?: number;
  /** Absent: profiles are not saved. */
  save?(
    path: string,
    options?: { basePath?: string; policy?: "live" | "now" | "end"; glob?: boolean },
  ): unknown;
}
