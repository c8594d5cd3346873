import type { ArtifactUpdate, StoredArtifact } from "../artifact-store.ts";

/** An artifact after a change; what the change does not name stays. */
export function updatedArtifact(
  { ttlSeconds, ...shown }: StoredArtifact,
  update: ArtifactUpdate,
  nowMs: number,
): StoredArtifact {
  const ttl = update.ttlSeconds === undefined ? ttlSeconds : (update.ttlSeconds ?? undefined);
  return {
    ...shown,
    ...(ttl === undefined ? {} : { ttlSeconds: ttl }),
    description: update.description ?? shown.description,
    metadata: update.metadata ?? shown.metadata,
    tags: [...(update.tags ?? shown.tags)],
    updatedMs: nowMs,
  };
}

/** Numbers of committed artifacts whose time is over; `isHeld` tells those that stay all the same. */
export function expiredArtifacts(
  artifacts: readonly StoredArtifact[],
  isHeld: (artifact: StoredArtifact) => boolean,
  nowMs: number,
): readonly number[] {
  return artifacts
    .filter(({ state, createdMs, ttlSeconds = Infinity }) => {
      return state === "committed" && createdMs + ttlSeconds * 1000 <= nowMs;
    })
    .filter((artifact) => !isHeld(artifact))
    .map(({ number }) => number)
    .slice(0, MAX_EXPIRED);
}

const MAX_EXPIRED = 1000;
