import { HTTPException } from "hono/http-exception";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { printJson } from "@stepwell/protocol";
import type { ApiError, Json } from "@stepwell/protocol";
import { requestText } from "../safety/request-text.ts";
import type { Faults } from "../safety/faults.ts";
import { WireError } from "../wire/wire-error.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** An error that becomes a reply with this status and sentence. Throw it anywhere below a route. */
export function refusal(status: ContentfulStatusCode, message: string): HTTPException {
  return new HTTPException(status, { message });
}

/** Replies with extended JSON. */
export function reply(c: Context, body: object, status: ContentfulStatusCode = 200): Response {
  return c.body(printJson(body as Json), status, { "content-type": JSON_TYPE, "cache-control": "no-store" });
}

/** Replies to what was thrown; anything that is not a refusal is a fault of ours, and the reply says no more than that. */
export function replyToError(faults: Faults): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (WireError.isInstance(error)) return replyRefusal(c, error.status, error.message);
    if (error instanceof HTTPException) return replyRefusal(c, error.status, error.message);
    return replyRefusal(c, 500, faults.sentenceOf(error, requestText(c)));
  };
}

/** Replies with a refusal. */
export function replyRefusal(c: Context, status: ContentfulStatusCode, message: string): Response {
  const body: ApiError = { error: { message } };
  return reply(c, body, status);
}
