import { randomId } from "@stepwell/effects";
import type { Clock, Random } from "@stepwell/effects";

/** What went wrong in the server itself, for whoever runs it. */
export interface Fault {
  /** What the reply calls it. */
  readonly id: string;
  /** The request, as `GET "/api/projects"`. */
  readonly request: string;
  readonly error: unknown;
  /** How often the same happened since it was told last. */
  readonly more: number;
}

/** Keeps what went wrong from callers, who are told an id of it. */
export interface Faults {
  /** The sentence for the reply; `onFault` is told the rest, of what happens again and again once a minute. */
  sentenceOf(error: unknown, request: string): string;
}

const TOLD_EVERY_MS = 60_000;
/** Kinds that are told apart; more of them within a minute are one kind. */
const MAX_KINDS = 100;
const LONGEST_KIND = 500;
const ID_LENGTH = 8;

/** Makes the record of faults; it is kept in memory. */
export function createFaults(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly onFault?: (fault: Fault) => void;
}): Faults {
  const { clock, random, onFault } = options;
  const told = new Map<string, { readonly id: string; readonly atMs: number; more: number }>();

  const isRecent = ({ atMs }: { readonly atMs: number }): boolean => clock.monotonic() - atMs < TOLD_EVERY_MS;
  function makeRoom(): void {
    if (told.size < MAX_KINDS) return;
    for (const [kind, one] of told) if (!isRecent(one)) told.delete(kind);
  }

  return {
    sentenceOf(error, request) {
      if (isHangUp(error)) return hangUpSentence(request);
      if (isStopped(error)) return stoppedSentence(request);
      if (isStoreRefusal(error)) return error.message;
      makeRoom();
      const own = kindOf(error);
      const kind = told.has(own) || told.size < MAX_KINDS ? own : "";
      const last = told.get(kind);
      if (last !== undefined && isRecent(last)) {
        last.more += 1;
        return sentence(request, last.id);
      }
      const id = last?.id ?? randomId(random, ID_LENGTH);
      told.set(kind, { id, atMs: clock.monotonic(), more: 0 });
      onFault?.({ id, request, error, more: last?.more ?? 0 });
      return sentence(request, id);
    },
  };
}

/** The caller closed the connection before its request was whole, as node:http says it. Nothing went wrong here. */
function isHangUp(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNRESET";
}

function hangUpSentence(request: string): string {
  return `[server] Failed to answer ${request}: the connection was closed before the request was whole. Send it again.`;
}

/** A store is closed when the server is stopped, and by nothing else. Requests that took longer than a stop waits for end so. */
function isStopped(error: unknown): boolean {
  return error instanceof Error && /^\[storage[\w-]*\] Failed to use .*: it is closed\./.test(error.message);
}

function stoppedSentence(request: string): string {
  return `[server] Failed to answer ${request}: the server was stopped meanwhile. Send it again when the server runs.`;
}

/**
 * What all stores refuse alike is about what was asked for, and written for who asked; asked again, it is refused again.
 * Errors cross threads as their message only. What is stored and can't be read is nobody's request.
 */
export function isStoreRefusal(error: unknown): error is Error {
  return (
    error instanceof Error &&
    error.message.startsWith("[storage] Failed to ") &&
    !error.message.startsWith("[storage] Failed to read stored columns") &&
    !isStopped(error)
  );
}

function kindOf(error: unknown): string {
  return String(error).slice(0, LONGEST_KIND);
}

function sentence(request: string, id: string): string {
  return `[server] Failed to answer ${request}: something went wrong in the server, which calls it "${id}". Try again; if it stays, look for that id in what the server printed.`;
}
