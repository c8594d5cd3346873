import type { BackgroundJobs, BackgroundKind } from "../../ambient/background-job.ts";

/** A job for the process beside this one. */
export interface ToHelper<Kind extends BackgroundKind = BackgroundKind> {
  readonly id: number;
  readonly kind: Kind;
  readonly given: BackgroundJobs[Kind]["given"];
}

/** Without an answer the job failed. */
export interface FromHelper {
  readonly id: number;
  readonly answer?: unknown;
}
