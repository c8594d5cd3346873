import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { parseJson } from "@stepwell/protocol";
import type { z } from "zod";
import { refusal, replyRefusal } from "./refusal.ts";

/** Bytes of a body that the api reads. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Refuses larger bodies before they are read. */
export const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) =>
    replyRefusal(
      c,
      413,
      `[server] Failed to read the request: its body is larger than ${MAX_BODY_BYTES} bytes. Ask for less at a time.`,
    ),
});

/** The request's body as the schema has it. Refuses with 400 and a sentence that names the first wrong member. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  return readText(await c.req.text(), schema);
}

/** A text that stands for a body; read and refused as one. */
export async function readText<S extends z.ZodType>(text: string, schema: S): Promise<z.output<S>> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw refusal(
      400,
      `[server] Failed to read the request: its body is not JSON ("${shorten(text)}"). Send a JSON object.`,
    );
  }
  return check(value, schema, "body");
}

/** The query parameters as the schema has them; refuses as `readBody` does. */
export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  return check(c.req.query(), schema, "query");
}

function check<S extends z.ZodType>(value: unknown, schema: S, where: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const member = issue === undefined || issue.path.length === 0 ? where : issue.path.join(".");
  throw refusal(
    400,
    `[server] Failed to read the request: "${shorten(member)}" in its ${where} is wrong: ${issue?.message ?? "unknown"}. Correct it and send again.`,
  );
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
