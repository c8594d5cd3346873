import type { JsonObject } from "@stepwell/protocol";
import type { MediaNotice, MediaNotices } from "../media/media-notices.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import type { DropReason } from "./run-stats.ts";

/** What becomes of what a run's media tell: counters, and one printed line for each kind of notice. */
export function createRunMediaNotices(options: {
  readonly settings: Pick<Settings, "silent" | "refusesLongTables">;
  readonly world: Pick<World, "print">;
  readonly count: (reason: DropReason, amount: number) => void;
  /** Of the run that this one goes on; absent for a run with another id. */
  readonly earlierSummary?: JsonObject | undefined;
}): MediaNotices {
  const { settings, world, count, earlierSummary = {} } = options;
  const said = new Set<MediaNotice>();
  return {
    refusesLongTables: settings.refusesLongTables,
    countLostRows: (amount) => count("table-rows", amount),
    say(kind, sentence) {
      if (settings.silent || said.has(kind)) return;
      said.add(kind);
      world.print(`Stepwell: ${sentence}\n`);
    },
    earlier: (key) => (Object.hasOwn(earlierSummary, key) ? earlierSummary[key] : undefined),
  };
}
