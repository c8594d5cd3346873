import type { JsonObject } from "@stepwell/protocol";
import type { FaultRule } from "../faults/fault-rule.ts";
import { printFault } from "../faults/parse-fault.ts";
import type { Operation } from "./operation-of.ts";

/** A request that reached the mock server. */
export interface MockRequest {
  /** Counted from 1. */
  readonly number: number;
  /** Milliseconds since the epoch, by the clock that the mock server was given. */
  readonly at: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** A GraphQL operation as `UpsertBucket`, or a route: `file_stream`, `upload`, `download`, `live`, `api`, `other`. */
  readonly operation: string;
  /** Of a GraphQL request. */
  readonly variables: JsonObject | undefined;
  /** The body as text, its first 256 Ki characters; undefined for bytes and for none. */
  readonly body: string | undefined;
  /** The reply's status; "cut" where a fault ended the connection, "pending" while it is awaited. */
  readonly status: number | "cut" | "pending";
  /** The faults that it met, as text. */
  readonly faults: readonly string[];
}

/** What is known of a request when it comes. */
interface NewRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly body: string | undefined;
  readonly met: readonly FaultRule[];
}

/** The latest requests; older ones are dropped and counted. */
export interface RequestLog {
  readonly requests: readonly MockRequest[];
  readonly dropped: number;
  /** Returns how to note the outcome. */
  add(request: NewRequest): (status: number | "cut") => void;
  clear(): void;
}

const MOST_CHARACTERS = 16 * 1024 * 1024;
/** What a request takes besides its body. */
const OWN_CHARACTERS = 200;

/** Makes the log; it keeps at most `limit` requests, and 16 Mi characters of them. */
export function createRequestLog(limit: number): RequestLog {
  const kept: { -readonly [Key in keyof MockRequest]: MockRequest[Key] }[] = [];
  let count = 0;
  let characters = 0;
  let dropped = 0;

  return {
    get requests() {
      return [...kept];
    },
    get dropped() {
      return dropped;
    },
    add({ at, method, path, operation, body, met }) {
      count += 1;
      const entry: (typeof kept)[number] = {
        number: count,
        at,
        method,
        path,
        operation: operation.name,
        variables: operation.variables,
        body,
        status: "pending",
        faults: met.map(printFault),
      };
      kept.push(entry);
      characters += sizeOf(entry);
      while (kept.length > limit || characters > MOST_CHARACTERS) {
        const oldest = kept.shift();
        if (oldest === undefined) break;
        characters -= sizeOf(oldest);
        dropped += 1;
      }
      return (status) => {
        entry.status = status;
      };
    },
    clear() {
      kept.length = 0;
      count = 0;
      characters = 0;
      dropped = 0;
    },
  };
}

/** The variables are about as long as the body that they were read from. */
function sizeOf({ path, body = "", variables }: MockRequest): number {
  return OWN_CHARACTERS + path.length + body.length * (variables === undefined ? 1 : 2);
}
