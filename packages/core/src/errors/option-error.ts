import { isMarked, UsageError } from "../core-error.ts";

const MARKER = Symbol.for("stepwell.OptionError");

/** An option that is not known, or whose value makes no sense. The call had no effect. */
export class OptionError extends UsageError {
  /** Its name as the call takes it, as `step`; that of the setting where no option says it. */
  readonly option: string;

  constructor(message: string, options: { option: string; cause?: unknown }) {
    super(message, options);
    this.name = "OptionError";
    this.option = options.option;
  }

  get [MARKER](): true {
    return true;
  }

  static override isInstance(value: unknown): value is OptionError {
    return isMarked(value, MARKER);
  }
}
