import { amount } from "./amount.ts";
import type { DropReason, RunStats } from "./run-stats.ts";

const REASONS: Readonly<Record<DropReason, { one: string; many: string; why: string }>> = {
  "step-too-low": { one: "log call", many: "log calls", why: "the step was below the current one" },
  artifact: {
    one: "artifact",
    many: "artifacts",
    why: "the files were not copied before the end, or no room was left",
  },
  file: {
    one: "saved file",
    many: "saved files",
    why: "they could not be linked or copied, or the run has files of that name",
  },
  disk: { one: "row", many: "rows", why: "the run file could not be written" },
  size: { one: "row", many: "rows", why: "a row can hold 64 MiB" },
  console: { one: "print", many: "prints", why: "more was printed than 1 MiB or 10,000 times in a second" },
  thread: { one: "call", many: "calls", why: "other threads made them when the run was over" },
  "table-rows": {
    one: "row of a table",
    many: "rows of tables",
    why: "a table keeps Table.MAX_ARTIFACT_ROWS",
  },
  "locked-config": { one: "config value", many: "config values", why: "a sweep chose them" },
  "not-primary": {
    one: "change",
    many: "changes",
    why: "only the primary writer of a run sets its config and summary",
  },
  change: { one: "change", many: "changes", why: "the run file did not take them" },
  sample: { one: "sample", many: "samples", why: "a watched model could not be read, or not in time" },
  media: { one: "media value", many: "media values", why: "the file could not be written" },
};

/** What the end block says of what was dropped. */
export function lostLines(dropped: RunStats["dropped"]): readonly string[] {
  return Object.entries(dropped).map(([reason, count]) => {
    const { one, many, why } = REASONS[reason as DropReason];
    return `  lost       ${amount(count, one, many)}: ${why}`;
  });
}
