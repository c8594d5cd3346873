import type { MergedSteps } from "@stepwell/storage/adapter";

type Points = NonNullable<ReturnType<MergedSteps["get"]>>;

/** A reader's memory of merged steps, the newest of them. */
export interface MergedCache {
  /** Those of a stream as long as `state` tells nothing new of it. */
  of(stream: number, state: string): MergedSteps;
}

const MOST_BYTES = 256 * 2 ** 20;
const BYTES_OF_A_POINT = 24;
/** Fewer are merged again in no time. */
const FEWEST = 100_000;

export function createMergedCache(): MergedCache {
  const kept = new Map<string, { readonly state: string; readonly points: Points }>();
  const bytesOf = (points: Points): number => points.size * BYTES_OF_A_POINT;
  let held = 0;

  const drop = (name: string): void => {
    const entry = kept.get(name);
    if (entry === undefined) return;
    kept.delete(name);
    held -= bytesOf(entry.points);
  };

  return {
    of: (stream, state) => ({
      get(key) {
        const name = `${stream} ${key}`;
        const entry = kept.get(name);
        if (entry === undefined) return undefined;
        if (entry.state !== state) {
          drop(name);
          return undefined;
        }
        kept.delete(name);
        kept.set(name, entry);
        return entry.points;
      },
      keep(key, points) {
        if (points.size < FEWEST || bytesOf(points) > MOST_BYTES) return;
        const name = `${stream} ${key}`;
        drop(name);
        kept.set(name, { state, points });
        held += bytesOf(points);
        for (const oldest of kept.keys()) {
          if (held <= MOST_BYTES) break;
          drop(oldest);
        }
      },
    }),
  };
}
