/** What became of the calls and rows of one tracked session. */
export interface TrackingStats {
  /** Calls that gave results, also those of the warm-up. */
  readonly runs: number;
  /** Calls that failed, and failed for the caller too. */
  readonly errors: number;
  readonly rows: number;
  /** Rows that the run refused. */
  readonly rowsFailed: number;
  /** Calls that were sampled. */
  readonly sampled: number;
  /** Tensors of sampled calls that could not be read: on a device, disposed of, or of no readable type. */
  readonly unread: number;
  /** What failed in the tracking itself and cost the caller nothing: the model file, the profile, a window. */
  readonly failures: number;
}
