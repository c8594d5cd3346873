import { isAllowedOrigin } from "../safety/page-origin.ts";
import type { AuthError } from "./auth-error.ts";

/** The reply to who did not get in, in the shape that the clients of the address know. */
export function refusalOf(
  request: Request,
  path: string,
  { status, message, retryAfter }: AuthError,
  allowedOrigins: readonly string[],
): Response {
  const isApi = path === "/api" || path.startsWith("/api/");
  const body = isApi ? { error: { message } } : { errors: [{ message }] };
  const headers = new Headers({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="Stepwell"');
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  const origin = request.headers.get("origin");
  if (!isApi && origin !== null && isAllowedOrigin(origin, allowedOrigins)) {
    // Without it a page learns nothing but that there was no reply, and tries again for ever.
    headers.set("access-control-allow-origin", origin);
    headers.set("vary", "Origin");
  }
  return new Response(request.method === "HEAD" ? null : JSON.stringify(body), { status, headers });
}
