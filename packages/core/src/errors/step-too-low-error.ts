import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.StepTooLowError");

/** A call of `log` at a step that is past, under `steps: "strict"`. Nothing of it was logged. */
export class StepTooLowError extends UsageError {
  /** The step that was given. */
  readonly step: number;
  /** The lowest step that would have been taken. */
  readonly current: number;

  constructor(message: string, options: { step: number; current: number; cause?: unknown }) {
    super(message, options);
    this.name = "StepTooLowError";
    this.step = options.step;
    this.current = options.current;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is StepTooLowError {
    return isMarked(value, MARKER);
  }
}
