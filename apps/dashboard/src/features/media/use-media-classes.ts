import { useCallback, useMemo, useState } from "react";
import { classSet, type LayerLabels } from "./class-set.ts";
import type { MediaClasses } from "./media-look.ts";

const mostSeen = 256;

/** The classes of what is shown: those with names, and those that pictures turned out to have. */
export function useMediaClasses(labels: LayerLabels): MediaClasses {
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const onSeen = useCallback((ids: Iterable<number>) => {
    const list = [...ids];
    setSeen((before) =>
      before.size < mostSeen && list.some((id) => !before.has(id)) ? new Set([...before, ...list]) : before,
    );
  }, []);
  const list = useMemo(() => classSet(labels, seen), [labels, seen]);
  return useMemo(() => ({ list, onSeen }), [list, onSeen]);
}
