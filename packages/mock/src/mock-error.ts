const MARKER = Symbol.for("stepwell.MockError");

/** What the mock server refuses: a fault or a recording that can't be meant, a run that is not there. The message says what to do. */
export class MockError extends Error {
  readonly [MARKER] = true;

  constructor(message: string, options?: { cause?: unknown }) {
    super(`[mock] Failed to ${message}`, options);
    this.name = "MockError";
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is MockError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
