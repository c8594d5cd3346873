import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.ResumeError");

/**
 * `missing`: there is no such run. `no-step`: it lacks the step. `exists`: there is one already. `busy`: another process
 * writes it. `active`: another run of this program is active.
 */
export type ResumeProblem = "missing" | "no-step" | "exists" | "busy" | "active";

/** `init` was to go on from a run, or not to, and what it found forbids it. No run was started. */
export class ResumeError extends UsageError {
  /** The run that was asked for. */
  readonly runId: string;
  /** What it found. */
  readonly reason: ResumeProblem;

  constructor(message: string, options: { runId: string; reason: ResumeProblem; cause?: unknown }) {
    super(message, options);
    this.name = "ResumeError";
    this.runId = options.runId;
    this.reason = options.reason;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is ResumeError {
    return isMarked(value, MARKER);
  }
}
