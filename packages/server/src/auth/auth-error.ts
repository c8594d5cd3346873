import type { ContentfulStatusCode } from "hono/utils/http-status";

const MARKER = Symbol.for("stepwell.AuthError");

/** What accounts or the guard refuse, with the status of the reply and, for 429, the seconds to wait. */
export class AuthError extends Error {
  readonly [MARKER] = true;
  readonly status: ContentfulStatusCode;
  readonly retryAfter: number | undefined;

  constructor(status: ContentfulStatusCode, message: string, options: { retryAfter?: number } = {}) {
    super(message);
    this.name = "AuthError";
    this.status = status;
    this.retryAfter = options.retryAfter;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is AuthError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
