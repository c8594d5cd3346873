const MARKER = Symbol.for("stepwell.CodecError");

/** Stored bytes that are not what an encoder of this package wrote: damaged, cut short, or of a newer version. */
export class CodecError extends Error {
  readonly [MARKER] = true;

  constructor(reason: string) {
    super(
      `[storage] Failed to read stored columns: ${reason}. Restore the data folder from a copy, or remove it to have the run folders read again.`,
    );
    this.name = "CodecError";
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is CodecError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
