import type { Fetch } from "../world.ts";

/** The browser's own `fetch`; cookies stay out of it. */
export const browserFetch: Fetch = (url, request) =>
  fetch(url, {
    ...request,
    body: request.body as string | Uint8Array<ArrayBuffer>,
    credentials: "omit",
    mode: "cors",
  } as RequestInit);
