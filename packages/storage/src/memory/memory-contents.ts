import type { UploadedFile } from "../run-store.ts";

/** Bytes of artifacts by their MD5, and which of them wait for a commit. */
export interface MemoryContents {
  save(md5: string, file: UploadedFile, sinceMs: number | undefined): void;
  touch(md5s: readonly string[], nowMs: number): void;
  /** They wait no more: an artifact holds them. */
  claim(md5s: readonly string[], artifact: number): void;
  /** What only this artifact held waits from now on. */
  release(artifact: number, nowMs: number): void;
  /** Drops what has waited since before that time, and returns its addresses. */
  dropWaiting(beforeMs: number): string[];
  find(md5: string): UploadedFile | undefined;
  addresses(): string[];
}

interface KeptContent {
  readonly file: UploadedFile;
  /** Waits for a commit since then. */
  sinceMs: number | undefined;
  /** Committed artifacts that hold it; known of all where it is counted. */
  readonly holders: Set<number>;
  readonly isCounted: boolean;
}

export function createMemoryContents(): MemoryContents {
  const kept = new Map<string, KeptContent>();

  return {
    save(md5, { address, size }, sinceMs) {
      const known = kept.get(md5);
      const { holders = new Set<number>(), isCounted = sinceMs !== undefined } = known ?? {};
      const isClaimed = known !== undefined && known.sinceMs === undefined;
      const since = isClaimed ? undefined : sinceMs;
      kept.set(md5, { file: { address, size }, sinceMs: since, holders, isCounted });
    },
    touch(md5s, nowMs) {
      for (const md5 of md5s) {
        const known = kept.get(md5);
        if (known?.sinceMs !== undefined) known.sinceMs = nowMs;
      }
    },
    claim(md5s, artifact) {
      for (const md5 of md5s) {
        const known = kept.get(md5);
        if (known === undefined) continue;
        known.sinceMs = undefined;
        if (known.isCounted) known.holders.add(artifact);
      }
    },
    release(artifact, nowMs) {
      for (const known of kept.values()) {
        if (known.holders.delete(artifact) && known.holders.size === 0) known.sinceMs ??= nowMs;
      }
    },
    dropWaiting(beforeMs) {
      const dropped = [...kept].filter(([, { sinceMs = Infinity }]) => sinceMs < beforeMs);
      for (const [md5] of dropped) kept.delete(md5);
      return dropped.map(([, { file }]) => file.address);
    },
    find: (md5) => structuredClone(kept.get(md5)?.file),
    addresses: () => Array.from(kept.values(), ({ file }) => file.address),
  };
}
