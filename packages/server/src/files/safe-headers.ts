import { contentTypeOf } from "./content-type.ts";

/** Headers of a file, which may be anything that a stranger wrote: it runs no script, and sees no other origin's data. */
export function safeHeaders(path: string, etag: string) {
  return {
    "content-type": contentTypeOf(path),
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    etag,
    "content-security-policy":
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; frame-ancestors 'self'",
  };
}
