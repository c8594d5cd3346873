const marker = Symbol.for("@stepwell/client/client-error");

/** The facts of a `ClientError`. */
export interface ClientErrorOptions {
  /** HTTP status of the refusal; absent when no reply came. */
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** A call to the server that failed, as a sentence: what failed, why, and what to do. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly status: number | undefined;
  readonly [marker] = true;

  constructor(message: string, options: ClientErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }

  /** True when the same call may succeed later without a change: no reply, 408, 429 or 5xx. */
  get retryable(): boolean {
    const { status } = this;
    return status === undefined || status === 408 || status === 429 || status >= 500;
  }

  /** Works across copies of this package, where `instanceof` does not. */
  static isInstance(value: unknown): value is ClientError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
