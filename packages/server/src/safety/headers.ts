import { secureHeaders } from "hono/secure-headers";
import type { MiddlewareHandler } from "hono";

const SHARED = {
  // Plain HTTP on this machine: a promise of HTTPS would lock people out.
  strictTransportSecurity: false,
  xFrameOptions: "SAMEORIGIN",
} as const;

/** Headers of the page: scripts and data from this server only, no framing by others. */
export const pageHeaders: MiddlewareHandler = secureHeaders({
  ...SHARED,
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Charts and virtual lists place their elements with inline styles.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "data:", "blob:"],
    mediaSrc: ["'self'", "blob:"],
    workerSrc: ["'self'", "blob:"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** Headers of the api: its replies are data, never a page. A route that sets its own policy keeps it. */
export const apiHeaders: MiddlewareHandler = secureHeaders({
  ...SHARED,
  overwrite: false,
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
});
