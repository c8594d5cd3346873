import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.NoRunError");

/** A function of the module was called before `init` or after `finish`, when there is no current run. */
export class NoRunError extends UsageError {
  /** What was called or read, as `log`. */
  readonly member: string;

  constructor(message: string, options: { member: string; cause?: unknown }) {
    super(message, options);
    this.name = "NoRunError";
    this.member = options.member;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is NoRunError {
    return isMarked(value, MARKER);
  }
}
