import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { requestText } from "../safety/request-text.ts";
import type { Faults } from "../safety/faults.ts";

const MARKER = Symbol.for("stepwell.WireError");

/** What the wire door refuses, with the status of the reply. */
export class WireError extends Error {
  readonly [MARKER] = true;
  readonly status: ContentfulStatusCode;

  constructor(status: ContentfulStatusCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "WireError";
    this.status = status;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is WireError {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** Replies with extended JSON. */
export function wireReply(c: Context, body: Json, status: ContentfulStatusCode = 200): Response {
  return c.body(printJson(body), status, { "content-type": "application/json; charset=utf-8" });
}

/** Replies to what was thrown in the only shape whose message W&B's clients show. */
export function replyToWireError(faults: Faults): (error: Error, c: Context) => Response {
  return (error, c) => {
    const isRefusal = WireError.isInstance(error);
    const message = isRefusal ? error.message : faults.sentenceOf(error, requestText(c));
    return wireReply(c, { errors: [{ message }] }, isRefusal ? error.status : 500);
  };
}
