const MARKER = Symbol.for("stepwell.CoreError");
const USAGE = Symbol.for("stepwell.UsageError");
const CONFIG = Symbol.for("stepwell.ConfigError");
const DELIVERY = Symbol.for("stepwell.DeliveryError");

/** The base of what this package throws. `isInstance` holds for errors from any copy of the package. */
export class CoreError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CoreError";
  }

  get [MARKER](): true {
    return true;
  }

  static isInstance(value: unknown): value is CoreError {
    return isMarked(value, MARKER);
  }
}

/** A call with arguments that make no sense, or at the wrong time. The call had no effect. */
export class UsageError extends CoreError {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "UsageError";
  }

  get [USAGE](): true {
    return true;
  }

  static override isInstance(value: unknown): value is UsageError {
    return isMarked(value, USAGE);
  }
}

/** A config value that is set already and would change. None of the call's values was taken. */
export class ConfigError extends CoreError {
  /** The first key of the call that would change. */
  readonly key: string;

  constructor(message: string, options: { key: string; cause?: unknown }) {
    super(message, options);
    this.name = "ConfigError";
    this.key = options.key;
  }

  get [CONFIG](): true {
    return true;
  }

  static override isInstance(value: unknown): value is ConfigError {
    return isMarked(value, CONFIG);
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

  get [DELIVERY](): true {
    return true;
  }

  /** True when the same request may succeed later: nobody answered, or the server was not able to. */
  get retryable(): boolean {
    return [0, 408, 429].includes(this.status) || (this.status >= 500 && this.status !== 501);
  }

  static override isInstance(value: unknown): value is DeliveryError {
    return isMarked(value, DELIVERY);
  }
}

/** Whether a value is an error of a class, from any copy of the package. */
export function isMarked(value: unknown, marker: symbol): boolean {
  return typeof value === "object" && value !== null && marker in value;
}
