import { gzipSync } from "node:zlib";
import type { SeededRandom } from "@stepwell/effects/testing";
import { mutateBytes } from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";
import { oneIn, pick } from "./pick.ts";
import type { RequestSpec } from "./request-spec.ts";
import { strangeText } from "./strange-values.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const HEADERS = [
  "host",
  "origin",
  "authorization",
  "cookie",
  "content-type",
  "content-encoding",
  "content-length",
  "range",
  "if-none-match",
  "last-event-id",
  "accept",
  "accept-encoding",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-wandb-client-id",
  "x-wandb-async-client-id",
  "x-wandb-use-async-filestream",
  "x-stepwell-source",
  "sec-fetch-site",
];
const HEADER_VALUES = [
  "",
  "evil.example",
  "http://evil.example",
  "null",
  "Basic !!!",
  "Basic " + btoa("api:"),
  "Bearer " + "x".repeat(200),
  "gzip",
  "br",
  "gzip, gzip",
  "deflate",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "bytes=0-0",
  "bytes=-1",
  "bytes=9999999999-",
  "bytes=5-1",
  "bytes=0-1,3-4",
  "1",
  "true",
  "a.1",
  "*/*",
  "127.0.0.1",
  "::1",
  "x".repeat(8000),
];

/** A copy of the request with one to three things changed. */
export function mutateRequest(random: SeededRandom, spec: RequestSpec): RequestSpec {
  let mutated = spec;
  const changes = 1 + random.integer(3);
  for (let change = 0; change < changes; change++) mutated = mutateOnce(random, mutated);
  return mutated;
}

function mutateOnce(random: SeededRandom, spec: RequestSpec): RequestSpec {
  if (spec.body !== undefined && !oneIn(random, 3)) return mutateBody(random, spec, spec.body);
  switch (random.integer(6)) {
    case 0:
      return { ...spec, method: pick(random, METHODS) };
    case 1:
    case 2:
      return { ...spec, path: mutatePath(random, spec.path) };
    case 3: {
      const name = pick(random, HEADERS);
      return { ...spec, headers: { ...spec.headers, [name]: pick(random, HEADER_VALUES) } };
    }
    case 4: {
      const dropped = pick(random, [...Object.keys(spec.headers), ""]);
      const rest = Object.entries(spec.headers).filter(([name]) => name !== dropped);
      return { ...spec, headers: Object.fromEntries(rest) };
    }
    default:
      return { ...spec, path: `${spec.path}${spec.path.includes("?") ? "&" : "?"}${queryPair(random)}` };
  }
}

function mutateBody(random: SeededRandom, spec: RequestSpec, body: Uint8Array): RequestSpec {
  switch (random.integer(8)) {
    case 0:
      return { ...spec, body: mutateBytes(random, body) };
    case 1: {
      const packed = new Uint8Array(gzipSync(body));
      const cut = oneIn(random, 2) ? mutateBytes(random, packed) : packed;
      return { ...spec, body: cut, headers: { ...spec.headers, "content-encoding": "gzip" } };
    }
    default:
      return { ...spec, body: mutateJsonBytes(random, body) ?? mutateBytes(random, body) };
  }
}

function mutateJsonBytes(random: SeededRandom, body: Uint8Array): Uint8Array | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  return new TextEncoder().encode(printLoose(mutateJson(random, value)));
}

/** JSON with the numbers that JSON lacks, as Python writes it. */
function printLoose(value: unknown): string {
  const text = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "number" && !Number.isFinite(inner) ? `@@${inner}@@` : inner,
  );
  return (text ?? "null").replaceAll(/"@@(-?\w+)@@"/g, "$1");
}

function mutatePath(random: SeededRandom, path: string): string {
  const parts = path.split("/");
  const at = 1 + random.integer(Math.max(1, parts.length - 1));
  switch (random.integer(4)) {
    case 0:
      return parts.toSpliced(at, 1).join("/") || "/";
    case 1:
      return parts.toSpliced(at, 0, asSegment(random)).join("/");
    case 2:
      return parts.with(Math.min(at, parts.length - 1), asSegment(random)).join("/") || "/";
    default:
      return `/${new TextDecoder("latin1").decode(mutateBytes(random, new TextEncoder().encode(path.slice(1))))}`;
  }
}

function asSegment(random: SeededRandom): string {
  const text = strangeText(random);
  return oneIn(random, 3) ? text : encode(text);
}

function queryPair(random: SeededRandom): string {
  const names = ["from", "limit", "key", "keys", "stream", "format", "before", "project", "filter", "order"];
  return `${pick(random, names)}=${encode(strangeText(random))}`;
}

function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/g, "?"));
}
