import type { MiddlewareHandler } from "hono";
import { replyRefusal } from "../api/refusal.ts";

/**
 * Refuses requests whose `Host` is not this machine's or an allowed name: a page of another site that made its own name
 * point here (DNS rebinding) is stopped by it. A server that asks for keys is also met by its IP address.
 */
export function checkHost(
  allowedHosts: readonly string[],
  { isGuarded = false }: { isGuarded?: boolean } = {},
): MiddlewareHandler {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  /** Nearly every request names the host of the one before. */
  let admitted: string | undefined;
  return async (c, next) => {
    const host = c.req.header("host") ?? new URL(c.req.url).host;
    if (host === admitted) return next();
    const name = hostName(host);
    if (name !== undefined && (isLoopback(name) || allowed.has(name))) {
      admitted = host;
      return next();
    }
    if (name !== undefined && isGuarded && isAddress(name)) return next();
    return replyRefusal(
      c,
      421,
      `[server] Failed to answer: the request names host "${host.slice(0, 200)}", and this server answers to names of this machine only. Open it as "localhost", or start it with "--allow-host ${(name ?? "<name>").slice(0, 200)}".`,
    );
  };
}

/** Refuses requests that pages of other origins send: the api is for the server's own page, and for programs. */
export const checkOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header("origin");
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  const site = c.req.header("sec-fetch-site");
  const foreign =
    origin === undefined
      ? (site === "cross-site" || site === "same-site") && c.req.header("sec-fetch-mode") !== "navigate"
      : origin !== `http://${host}` && origin !== `https://${host}`;
  if (!foreign) return next();
  return replyRefusal(
    c,
    403,
    `[server] Failed to answer: a page of "${(origin ?? "another site").slice(0, 200)}" asked, and the api is for the page of this server only. Open the server's own address.`,
  );
};

function hostName(host: string): string | undefined {
  try {
    const url = new URL(`http://${host}`);
    // Anything but a name and a port (a user, a path) means that the header was made up.
    return url.host === host.toLowerCase() || `${url.host}:80` === host.toLowerCase()
      ? url.hostname
      : undefined;
  } catch {
    return undefined;
  }
}

function isAddress(name: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.startsWith("[");
}

function isLoopback(name: string): boolean {
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
