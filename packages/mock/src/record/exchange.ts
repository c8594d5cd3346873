import { isJsonObject, parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { MockError } from "../mock-error.ts";

/** A request and its reply: a line of a recording. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly operation: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** JSON; absent where it was none, or too long. */
  readonly body?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The reply's body, as text or as the base64 of bytes. */
  readonly reply: { readonly text: string } | { readonly base64: string };
}

/** The first line of a recording. */
export const RECORDING_HEAD = JSON.stringify({ stepwell: "recording", version: 1 });

const LONGEST = 512 * 1024 * 1024;

/** Reads a recording. Throws `MockError` with the line that is none of a recording's. */
export function readRecording(text: string): readonly Exchange[] {
  if (text.length > LONGEST) throw problem(`it is longer than "${LONGEST}" characters`);
  const [head = "", ...lines] = text.split("\n");
  if (head.trim() !== RECORDING_HEAD) {
    throw problem(`it begins with "${head.slice(0, 80)}", not with ${RECORDING_HEAD}`);
  }
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [readExchange(line, index + 2)]));
}

function readExchange(line: string, number: number): Exchange {
  const value = readObject(line);
  if (value === undefined) throw problem(`line ${number} is no JSON object: "${line.slice(0, 80)}"`);
  const { method, path, operation, body, status } = value;
  const isRight =
    typeof method === "string" &&
    /^[A-Z]{3,10}$/.test(method) &&
    typeof path === "string" &&
    path.startsWith("/") &&
    typeof operation === "string" &&
    (body === undefined || typeof body === "string") &&
    typeof status === "number" &&
    Number.isInteger(status) &&
    status >= 200 &&
    status <= 599;
  const requestHeaders = readHeaders(value["requestHeaders"]);
  const headers = readHeaders(value["headers"]);
  const reply = readReply(value["reply"]);
  if (!isRight || requestHeaders === undefined || headers === undefined || reply === undefined) {
    throw problem(`line ${number} is no exchange: "${line.slice(0, 80)}"`);
  }
  return {
    ...{ method, path, operation, requestHeaders, status, headers, reply },
    ...(body === undefined ? {} : { body }),
  };
}

function readReply(value: unknown): Exchange["reply"] | undefined {
  const { text, base64 } = (value ?? {}) as { text?: unknown; base64?: unknown };
  if (typeof text === "string") return { text };
  if (typeof base64 !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) {
    return undefined;
  }
  return { base64 };
}

function readHeaders(value: unknown): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  try {
    return Object.fromEntries(new Headers(value as Record<string, string>));
  } catch {
    return undefined;
  }
}

function readObject(line: string): JsonObject | undefined {
  try {
    const value = parseJson(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function problem(reason: string): MockError {
  return new MockError(`read the recording: ${reason}. Give a file that "--record" or \`record\` wrote.`);
}
