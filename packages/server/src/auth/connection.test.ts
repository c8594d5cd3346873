import { expect, test } from "vitest";
import { readConnection } from "./connection.ts";

function connectionOf(
  address: string | undefined,
  headers: Record<string, string>,
  trusted: readonly string[] = [],
) {
  const request = new Request("http://stepwell.lab/api", { headers: { host: "stepwell.lab", ...headers } });
  return readConnection(request, address === undefined ? undefined : { address }, trusted);
}

const forwarded = { "x-forwarded-for": "198.51.100.1, 203.0.113.5", "x-forwarded-proto": "https" };

test.each<[string, string | undefined, Record<string, string>, string[], string, boolean]>([
  ["no proxy", "203.0.113.5", {}, [], "203.0.113.5", false],
  ["an unknown sender", undefined, {}, [], "", false],
  ["headers of somebody who is no proxy", "203.0.113.9", forwarded, ["10.0.0.1"], "203.0.113.9", false],
  ["headers where no proxy is trusted", "127.0.0.1", forwarded, [], "127.0.0.1", false],
  ["a proxy on this machine", "127.0.0.1", forwarded, ["loopback"], "203.0.113.5", true],
  ["the same by IPv6", "::ffff:127.0.0.1", forwarded, ["loopback"], "203.0.113.5", true],
  ["a proxy behind a proxy", "10.0.0.1", forwarded, ["10.0.0.1", "203.0.113.5"], "198.51.100.1", true],
  [
    "an address that the client made up",
    "10.0.0.1",
    { "x-forwarded-for": "127.0.0.1, 203.0.113.5" },
    ["10.0.0.1"],
    "203.0.113.5",
    false,
  ],
  ["no list of addresses", "10.0.0.1", { "x-forwarded-for": "<script>" }, ["10.0.0.1"], "10.0.0.1", false],
  ["an empty list", "10.0.0.1", { "x-forwarded-for": "" }, ["10.0.0.1"], "10.0.0.1", false],
  [
    "an address with its port",
    "10.0.0.1",
    { "x-forwarded-for": "192.0.2.1:99" },
    ["10.0.0.1"],
    "192.0.2.1",
    false,
  ],
  [
    "IPv6 with its port",
    "10.0.0.1",
    { "x-forwarded-for": "[2001:DB8::1]:99" },
    ["10.0.0.1"],
    "2001:db8::1",
    false,
  ],
])("%s", (_, peer, headers, trusted, address, isSecure) => {
  expect(connectionOf(peer, headers, trusted)).toEqual({
    address,
    isSecure,
    origin: `${isSecure ? "https" : "http"}://stepwell.lab`,
  });
});
