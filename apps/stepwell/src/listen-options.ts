import { misuse } from "./problem.ts";

/** Where a server listens unless something else does already. */
export const USUAL_PORT = 7733;

/** How a server that others reach is started. */
export interface AccessOptions {
  readonly host: string;
  /** Asks for keys although only this machine reaches it. */
  readonly auth: boolean;
  readonly allowedOrigins: readonly string[];
  readonly allowedHosts: readonly string[];
  readonly trustedProxies: readonly string[];
  /** Requests per second of one key; undefined for the usual number. */
  readonly rateLimit: number | undefined;
}

/** Whether only this machine reaches a server that listens there. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Reads them; lists are parted by commas. Throws `Problem` for what can't be meant. */
export function readAccessOptions(values: ReadonlyMap<string, string>): AccessOptions {
  const host = values.get("host") ?? "localhost";
  if (!/^(?:[\w.-]+|[\da-f:.]+)$/i.test(host)) {
    throw misuse(
      `"${host}" is no name or address to listen on`,
      'Use "localhost", "0.0.0.0" or an address of this machine.',
    );
  }
  const named = isLoopbackHost(host) || host === "0.0.0.0" || host === "::" ? [] : [host];
  return {
    host,
    auth: values.has("auth"),
    allowedOrigins: listOf(values.get("allow-origin")).map(originOf),
    allowedHosts: [...named, ...listOf(values.get("allow-host")).map(hostOf)],
    trustedProxies: listOf(values.get("trust-proxy")).map(proxyOf),
    rateLimit: rateOf(values.get("rate-limit")),
  };
}

function listOf(text = ""): string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, ""))
    return url.origin;
  throw misuse(`"${text}" is no origin`, 'Write it as "https://lab.example", without a path.');
}

function hostOf(text: string): string {
  if (/^(?:[a-z\d]([\w.-]*[a-z\d])?|\[[\da-f:.]+\])$/i.test(text)) return text.toLowerCase();
  throw misuse(`"${text}" is no name of a host`, 'Write it as "stepwell.example", without a port.');
}

function proxyOf(text: string): string {
  if (text === "loopback" || /^[\da-f:.]{3,45}$/i.test(text)) return text.toLowerCase();
  throw misuse(
    `"${text}" is no address of a proxy`,
    'Write its IP address, or "loopback" for one on this machine.',
  );
}

function rateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const rate = Number(text);
  if (/^\d{1,7}$/.test(text) && rate > 0) return rate;
  throw misuse(`"${text}" is no number of requests per second`, "Give a whole number from 1.");
}
