import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.RunFinishedError");

/** A call of a run that has finished. */
export class RunFinishedError extends UsageError {
  /** The run that was called. */
  readonly runId: string;

  constructor(message: string, options: { runId: string; cause?: unknown }) {
    super(message, options);
    this.name = "RunFinishedError";
    this.runId = options.runId;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is RunFinishedError {
    return isMarked(value, MARKER);
  }
}
