import type { Clock } from "@stepwell/effects";
import type { AuditLog } from "./audit-log.ts";
import { AuthError } from "./auth-error.ts";
import type { Caller } from "./door.ts";
import { createRateLimit } from "./rate-limit.ts";

/** What somebody tried. */
interface Attempt {
  readonly what: string;
  readonly from: string;
  /** A key was sent; who comes without one learns nothing and is not counted. */
  readonly isGuess: boolean;
  /** The id of the key that was used, whether there is one or not. */
  readonly key?: string;
  readonly caller?: Caller | undefined;
}

/** Counts what was refused, and tells the audit log of it; of what comes too often, once a minute. */
export interface Failures {
  /** Counts a refusal. Gives what to answer: the refusal, or after too many for want of a valid key that there were. */
  count(error: AuthError, attempt: Attempt): AuthError;
  /**
   * Throws when too many keys were wrong that came from there. How many were said to be this one does not count here:
   * anybody may know a key's id, and its owner has the right one.
   */
  check(attempt: Attempt): void;
}

/** Wrong keys at once; then one every six seconds. */
const BURST = 10;
const EVERY_MS = 6000;
const TOLD_EVERY_MS = 60_000;
const MAX_TOLD = 1000;

/** Makes the count; it is kept in memory, so that it ends with the process. */
export function createFailures({ clock, audit }: { clock: Clock; audit: AuditLog | undefined }): Failures {
  const byAddress = createRateLimit({ clock, burst: BURST, everyMs: EVERY_MS });
  const byKey = createRateLimit({ clock, burst: BURST, everyMs: EVERY_MS });
  /** When a kind of refusal was told last, and how many came since. */
  const told = new Map<string, { atMs: number; more: number }>();

  function tell({ what, from, key, caller }: Attempt, result: string): void {
    if (audit === undefined) return;
    const who = caller === undefined ? "" : `${caller.team}/${caller.user}`;
    const kind = `${from} ${who} ${result}`;
    const last = told.get(kind);
    if (last !== undefined && clock.monotonic() - last.atMs < TOLD_EVERY_MS) {
      last.more += 1;
      return;
    }
    if (told.size >= MAX_TOLD) told.clear();
    told.set(kind, { atMs: clock.monotonic(), more: 0 });
    const more = last?.more ?? 0;
    audit.note({
      who,
      what,
      from,
      result,
      ...(key === undefined ? {} : { key }),
      ...(more === 0 ? {} : { more }),
    });
  }

  const waitAfter = ({ from, key }: Attempt): number =>
    Math.max(byAddress.take(from), key === undefined ? 0 : byKey.take(key));

  return {
    count(error, attempt) {
      const waitMs = error.status === 401 && attempt.isGuess ? waitAfter(attempt) : 0;
      const final = waitMs === 0 ? error : tooMany(waitMs);
      tell(attempt, `refused: ${final.status}`);
      return final;
    },
    check(attempt) {
      const waitMs = byAddress.peek(attempt.from);
      if (waitMs === 0) return;
      tell(attempt, "refused: 429");
      throw tooMany(waitMs);
    },
  };
}

function tooMany(waitMs: number): AuthError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AuthError(
    429,
    `[server] Failed to sign in: too many keys were wrong. Try again in ${seconds} s, with a key of this server.`,
    { retryAfter: seconds },
  );
}
