import type { StorageReport } from "./check-storage.ts";

const MOST_NAMED = 10;

/** What is intact and what is not, as sentences for people; undefined when all is. */
export function reportText({ file, runs, damaged }: StorageReport): string | undefined {
  if (file.length === 0 && damaged.length === 0) return undefined;
  const named = damaged
    .slice(0, MOST_NAMED)
    .map(
      ({ project, runId, pieces, damagedPieces }) =>
        `"${project}/${runId}" (${damagedPieces} of ${pieces} pieces)`,
    );
  const others = damaged.length - named.length;
  return [
    ...(file.length === 0 ? [] : [`SQLite says "${file[0]}"${more(file.length - 1)}.`]),
    `${runs - damaged.length} of ${runs} runs that are listed are intact.`,
    ...(named.length === 0 ? [] : [`Damaged: ${named.join(", ")}${more(others)}.`]),
  ].join(" ");
}

function more(count: number): string {
  return count > 0 ? `, and ${count} more` : "";
}
