/** Who sent a request, as the listener knows it. */
export interface Peer {
  /** IP address. */
  readonly address: string;
}

/** Where a request came from, as far as that can be believed. */
export interface Connection {
  /** IP address of the client; empty where it is not known. */
  readonly address: string;
  /** The client speaks HTTPS. */
  readonly isSecure: boolean;
  /** Scheme, host and port that the client used. */
  readonly origin: string;
}

const LOOPBACK = "loopback";

/** Reads the connection of a request. Only proxies among `trusted` are believed what they say of others. */
export function readConnection(
  request: Request,
  peer: Peer | undefined,
  trusted: readonly string[],
): Connection {
  const isTrusted = (address: string): boolean =>
    trusted.includes(address) || (trusted.includes(LOOPBACK) && isLoopbackAddress(address));
  const sender = plainAddress(peer?.address ?? "");
  const isProxy = isTrusted(sender);
  const proto = isProxy ? lastOf(request.headers.get("x-forwarded-proto")) : undefined;
  const isSecure = proto === undefined ? /^https:/i.test(request.url) : proto === "https";
  // What stands before the first address that no proxy of ours wrote was written by the client.
  const chain = isProxy ? listOf(request.headers.get("x-forwarded-for")) : [];
  let address = sender;
  while (isTrusted(address)) {
    const next = plainAddress(chain.pop() ?? "");
    if (next === "") break;
    address = next;
  }
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return { address, isSecure, origin: `${isSecure ? "https" : "http"}://${host}` };
}

function listOf(header: string | null): string[] {
  return (header ?? "").split(",").map((part) => part.trim());
}

function lastOf(header: string | null): string | undefined {
  const last = listOf(header).at(-1);
  return last === undefined || last === "" ? undefined : last.toLowerCase();
}

/** An address without a port, and without the form that IPv4 has among IPv6; empty for what is none. */
function plainAddress(text: string): string {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  const address = bare.toLowerCase().replace(/^::ffff:(?=[\d.]+$)/, "");
  return /^[\da-f.:]{2,45}$/.test(address) ? address : "";
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^127(\.\d{1,3}){3}$/.test(address);
}
