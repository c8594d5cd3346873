import type { RunStats } from "../run/run-stats.ts";

const NONE: readonly string[] = [];

/** What the end block says of what was dropped; its words are loaded where something was. */
export function lostLines(dropped: RunStats["dropped"]): readonly string[] | Promise<readonly string[]> {
  if (Object.keys(dropped).length === 0) return NONE;
  return import("../run/lost-lines.ts").then(
    (loaded) => loaded.lostLines(dropped),
    // A page that can load nothing any more has at least the numbers.
    () => Object.entries(dropped).map(([reason, count]) => `  lost       ${count}: ${reason}`),
  );
}
