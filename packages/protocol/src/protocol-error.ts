const MARKER = Symbol.for("stepwell.ProtocolError");

/** What this package refuses: text or bytes that break a format, or a record that must not be written. */
export class ProtocolError extends Error {
  readonly [MARKER] = true;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ProtocolError";
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is ProtocolError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
