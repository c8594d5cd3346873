/**
 * When the next commit may begin. A commit costs the same for many calls as for one, so while they come faster than they
 * are committed, each waits as long as the one before took: an idle writer commits at once, a busy one in groups.
 */
export interface CommitPace {
  /** Does a commit. */
  measure<Result>(commit: () => Result): Result;
  /** Milliseconds to wait before the next one. */
  waitMs(): number;
}

const LONGEST_MS = 5;

/** `now` tells the time in milliseconds. */
export function createCommitPace(now: () => number): CommitPace {
  let earliest = -Infinity;
  return {
    measure(commit) {
      const start = now();
      try {
        return commit();
      } finally {
        const end = now();
        earliest = end + Math.min(LONGEST_MS, end - start);
      }
    },
    waitMs: () => Math.max(0, earliest - now()),
  };
}
