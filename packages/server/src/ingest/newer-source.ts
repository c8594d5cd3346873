import type { StoredSource } from "@stepwell/storage";

/**
 * Which of two accounts of one source to keep. A file can be read again from its start, and can arrive by folder and by
 * sync at once; then the account that knows less must not replace the one that knows more.
 */
export function newerSource(stored: StoredSource, offered: StoredSource): StoredSource {
  const knowing = isBehind(offered, stored) ? stored : offered;
  return {
    ...knowing,
    // A wire session has no position, and a file keeps its path when its rows came by wire.
    origin: offered.position > 0 || stored.position === 0 ? offered.origin : stored.origin,
    position:
      knowing === stored ? Math.max(stored.position, offered.position) : offered.position || stored.position,
    // What a rewind has made of it stays.
    ...(stored.rewound === undefined ? {} : { rewound: stored.rewound, state: stored.state }),
    ...(stored.stale === undefined ? {} : { stale: stored.stale }),
    ...((stored.readBytes ?? offered.readBytes)
      ? { readBytes: Math.max(stored.readBytes ?? 0, offered.readBytes ?? 0) }
      : {}),
    damage:
      knowing === offered && offered.position > 0 ? offered.damage : longer(stored.damage, offered.damage),
  };
}

function isBehind(offered: StoredSource, stored: StoredSource): boolean {
  // What a damaged place held is missing from the count of a reading that came further.
  if (offered.damage.length > 0 && offered.position > stored.position && stored.position > 0) return false;
  const progress = offered.state.rows + offered.state.events;
  const storedProgress = stored.state.rows + stored.state.events;
  if (progress !== storedProgress) return progress < storedProgress;
  // Who sends a file that was read to its end has no more to say of it, and may still be at its beginning.
  if (offered.position === 0 && stored.position > 0 && stored.state.exitCode !== undefined) return true;
  if (offered.state.exitCode !== undefined) return false;
  return stored.state.exitCode !== undefined || offered.position < stored.position;
}

function longer(a: readonly string[], b: readonly string[]): readonly string[] {
  return b.length > a.length ? b : a;
}
