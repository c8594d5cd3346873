/** What the audit log is told. */
export interface AuditEntry {
  /** The user, as `team/name`; empty where nobody said who they are. */
  readonly who: string;
  /** What was done or tried, as `sign-in`, `add-key` or `DELETE /api/runs/mnist/a1`. */
  readonly what: string;
  /** IP address. */
  readonly from: string;
  /** `done`, or why not. */
  readonly result: string;
  /** The id of the key that was used. */
  readonly key?: string;
  /** How many more of the same were not told since the last one. */
  readonly more?: number;
}

/** Who is told what users did. Must not throw, and must not wait. */
export interface AuditLog {
  note(entry: AuditEntry): void;
}
