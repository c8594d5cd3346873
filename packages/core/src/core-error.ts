const MARKER = Symbol.for("stepwell.CoreError");

/** The base of what this package throws. `isInstance` holds for errors from any copy of the package. */
export class CoreError extends Error {
  readonly [MARKER] = true;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CoreError";
  }

  static isInstance(value: unknown): value is CoreError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** A call with arguments that make no sense, or at the wrong time. The call had no effect. */
export class UsageError extends CoreError {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "UsageError";
  }
}

/** A config value that is set already and would change. None of the call's values was taken. */
export class ConfigError extends CoreError {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ConfigError";
  }
}

/** What a server refused or did not answer while a run was delivered. */
export class DeliveryError extends CoreError {
  /** HTTP status, or 0 when no answer came. */
  readonly status: number;

  constructor(message: string, options: { status: number; cause?: unknown }) {
    super(message, options);
    this.name = "DeliveryError";
    this.status = options.status;
  }
}
