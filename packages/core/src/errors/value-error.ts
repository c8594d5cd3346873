import { isMarked, UsageError } from "../core-error.ts";
import type { Purpose } from "../encode/purpose.ts";

const MARKER = Symbol.for("stepwell.ValueError");

/** A value that has no JSON form, as a symbol or a cycle. Nothing of the call was taken. */
export class ValueError extends UsageError {
  /** The key at the top level that it stands under. */
  readonly key: string;
  /** Where it was to go. */
  readonly purpose: Purpose;

  constructor(message: string, options: { key: string; purpose: Purpose; cause?: unknown }) {
    super(message, options);
    this.name = "ValueError";
    this.key = options.key;
    this.purpose = options.purpose;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is ValueError {
    return isMarked(value, MARKER);
  }
}
