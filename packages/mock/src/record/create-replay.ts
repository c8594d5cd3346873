import type { Operation } from "../requests/operation-of.ts";
import type { Exchange } from "./exchange.ts";
import { recordedRequest } from "./record-exchange.ts";
import type { RecordedRequest } from "./record-exchange.ts";

/** Answers from a recording. */
export interface Replay {
  answer(request: Request, operation: Operation, body: string | undefined): Response;
  /** What was asked for that is not in the recording, as sentences; of many the first 1,000. */
  readonly unrecorded: readonly string[];
  /** Begins at the recording's first line again. */
  reset(): void;
}

interface Recorded {
  readonly exchanges: readonly Exchange[];
  readonly unused: Set<Exchange>;
}

const MOST_TOLD = 1000;

/**
 * Makes the replay. Of recorded requests of a method, path and operation the one with the same body answers, or else the next
 * one; after the last one the last reply is repeated. What was never recorded is answered with 404 and a sentence.
 */
export function createReplay(recording: readonly Exchange[]): Replay {
  const all = groupByKey(recording);
  let left = new Map<string, Recorded>();
  let unrecorded: string[] = [];
  reset();

  function reset(): void {
    left = new Map(
      [...all].map(([key, exchanges]) => [key, { exchanges, unused: new Set(exchanges) }] as const),
    );
    unrecorded = [];
  }

  function choose(request: RecordedRequest): Exchange | undefined {
    const recorded = left.get(keyOf(request));
    if (recorded === undefined) return undefined;
    const { exchanges, unused } = recorded;
    const next = [...unused];
    const chosen = next.find(({ body }) => body === request.body) ?? next[0] ?? exchanges.at(-1);
    if (chosen !== undefined) unused.delete(chosen);
    return chosen;
  }

  return {
    answer(request, operation, body) {
      const { request: recorded } = recordedRequest(request, operation, body);
      const exchange = choose(recorded);
      if (exchange !== undefined) return replyOf(exchange);
      const what = `"${request.method} ${recorded.path.slice(0, 200)}" (${operation.name})`;
      const message = `[mock] Failed to replay ${what}: the recording has no such request. Record again with what the program asks for now.`;
      if (unrecorded.length < MOST_TOLD) unrecorded.push(message);
      return new Response(JSON.stringify({ error: { message }, errors: [{ message }] }), {
        status: 404,
        headers: { "content-type": "application/json" },
      });
    },
    get unrecorded() {
      return [...unrecorded];
    },
    reset,
  };
}

function keyOf({ method, path, operation }: RecordedRequest): string {
  return `${method} ${path} ${operation}`;
}

function groupByKey(recording: readonly Exchange[]): Map<string, Exchange[]> {
  const groups = new Map<string, Exchange[]>();
  for (const exchange of recording) {
    const group = groups.get(keyOf(exchange));
    if (group === undefined) groups.set(keyOf(exchange), [exchange]);
    else group.push(exchange);
  }
  return groups;
}

function replyOf({ status, headers, reply }: Exchange): Response {
  const bytes =
    "text" in reply
      ? new TextEncoder().encode(reply.text)
      : Uint8Array.from(atob(reply.base64), (character) => character.charCodeAt(0));
  return new Response(status === 204 || status === 205 || status === 304 ? null : bytes, { status, headers });
}
