import { CoreError, isMarked } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.DiskError");

/** The disk refused what was logged. The run goes on, and `stats().dropped` counts what is lost. */
export class DiskError extends CoreError {
  /** The file or folder that was refused. */
  readonly path: string;
  /** Why, in the words of the host, as `ENOSPC`. */
  readonly code: string;

  constructor(message: string, options: { path: string; code: string; cause?: unknown }) {
    super(message, options);
    this.name = "DiskError";
    this.path = options.path;
    this.code = options.code;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is DiskError {
    return isMarked(value, MARKER);
  }
}
