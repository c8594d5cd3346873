import type { CoreError, SyncResult } from "@stepwell/core";
import type { FoundFolder } from "./sync-folders.ts";

/** What became of one folder: a result, or why there is none. */
export interface Outcome {
  readonly folder: FoundFolder;
  readonly result?: SyncResult;
  readonly error?: CoreError;
}

/** What is printed of one folder; undefined for one that was only found, and delivered before. */
export function runText(
  outcome: Outcome,
  { place, json }: { place: string; json: boolean },
): string | undefined {
  const { folder, result, error } = outcome;
  if (json) return JSON.stringify(jsonOf(outcome));
  if (result === undefined) return `"${folder.path}" was not delivered: ${error?.message ?? ""}`;
  if (result.status === "skipped")
    return folder.isSearched
      ? undefined
      : `"${folder.path}" ${beforeText(result)}. Add "--again" to send it once more.`;
  if (result.status === "empty")
    return `"${folder.path}" has nothing to send: the program ended before the run had begun.`;
  const rows = amount(result.rows, "row", "rows");
  const end = {
    delivered: "",
    open: " so far; the run still goes on",
    partial: `, but not all: ${result.problems.join(" ")}`,
  }[result.status];
  const lines = [
    `Delivered ${rows} of "${folder.path}" to ${place}${end}${end.endsWith(".") ? "" : "."}`,
    ...result.damage.map((sentence) => `  damaged    ${sentence}`),
    ...result.notes.map((sentence) => `  note       ${sentence}`),
    ...(result.url === "" ? [] : [`  see it     ${result.url}`]),
  ];
  return lines.join("\n");
}

function beforeText({ deliveredTo }: SyncResult): string {
  return deliveredTo === undefined
    ? "is marked as delivered, by W&B's client to a server that the mark does not name"
    : `was delivered to ${deliveredTo} before`;
}

/** The last line of several. */
export function sumText(outcomes: readonly Outcome[], place: string): string {
  const count = (isIt: (outcome: Outcome) => boolean): number => outcomes.filter(isIt).length;
  const before = count(({ result }) => result?.status === "skipped");
  const failed = count(({ result }) => result === undefined || result.status === "partial");
  const open = count(({ result }) => result?.status === "open");
  const empty = count(({ result }) => result?.status === "empty");
  const whole = outcomes.length - before - failed - open - empty;
  const rows = outcomes.reduce((sum, { result }) => sum + (result?.rows ?? 0), 0);
  if (outcomes.length === before)
    return before === 0
      ? `Nothing to send: the runs here were sent by W&B's own client. Add "--include-online" to send them, too.`
      : `Nothing to send: ${amount(before, "run was", "runs were")} delivered before. Add "--again" to send them once more.`;
  if (before + empty === outcomes.length) {
    const sent = before === 0 ? "" : `${amount(before, "run was", "runs were")} delivered before, `;
    return `Nothing to send: ${sent}${amount(empty, "run", "runs")} never began.`;
  }
  return [
    `Delivered ${amount(whole, "run", "runs")} with ${amount(rows, "row", "rows")} to ${place}`,
    ...(open > 0 ? [`${open} still going on`] : []),
    ...(failed > 0 ? [`${failed} not or not all delivered`] : []),
    ...(before > 0 ? [`${before} delivered before`] : []),
    ...(empty > 0 ? [`${empty} with nothing to send`] : []),
  ]
    .join("; ")
    .concat(".");
}

function jsonOf({ folder, result, error }: Outcome): object {
  const base = { folder: folder.path, run: folder.runId };
  return result === undefined
    ? { ...base, status: "failed", error: error?.message ?? "" }
    : { ...base, ...result };
}

function amount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
