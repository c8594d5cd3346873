import type { Connection } from "./connection.ts";

/** Browsers take a cookie of this form only from the host itself, over HTTPS, and for all of its paths. */
const SECURE_NAME = "__Host-stepwell";
const PLAIN_NAME = "stepwell";
const MAX_HEADER = 16_384;

/** What the session cookie of a request holds; undefined when there is none. */
export function readSessionCookie(
  headers: Headers,
  { isSecure }: Pick<Connection, "isSecure">,
): string | undefined {
  const header = headers.get("cookie") ?? "";
  if (header.length > MAX_HEADER) return undefined;
  const name = isSecure ? SECURE_NAME : PLAIN_NAME;
  for (const part of header.split(";")) {
    const [key = "", ...value] = part.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return undefined;
}

/** The header that gives a page its session, or with an empty one takes it back. */
export function sessionCookie(
  value: string,
  { isSecure, seconds }: Pick<Connection, "isSecure"> & { readonly seconds: number },
): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(seconds)}`;
  return isSecure
    ? `${SECURE_NAME}=${value}; ${attributes}; Secure`
    : `${PLAIN_NAME}=${value}; ${attributes}`;
}
