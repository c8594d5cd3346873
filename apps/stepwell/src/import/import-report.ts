import type { Imported } from "./import-source.ts";

/** What is printed of one run. */
export function runText(one: Imported, { json }: { json: boolean }): string {
  const { source, ...rest } = one;
  if (json) return JSON.stringify({ source: source.folder, kind: source.kind, ...rest });
  const { folder } = source;
  const { status, rows, newRows, files, leftOut, damage, problems, notes } = rest;
  const what = [amount(rows, "row", "rows"), ...(files > 0 ? [amount(files, "file", "files")] : [])];
  const first = {
    imported:
      rows > 0 && newRows === 0
        ? `Nothing is new in "${folder}": its ${what.join(" and ")} were imported before.`
        : newRows < rows
          ? `Imported ${amount(newRows, "new row", "new rows")} of "${folder}", which has ${what.join(" and ")} now.`
          : `Imported ${what.join(" and ")} of "${folder}".`,
    open: `Imported ${what.join(" and ")} of "${folder}" so far; the run still goes on.`,
    partial: `Imported ${what.join(" and ")} of "${folder}", but not all.`,
    failed: `"${folder}" was not imported.`,
  }[status];
  const left = Object.entries(leftOut).map(
    ([reason, count]) => `${count.toLocaleString("en-US")} × ${reason}`,
  );
  return [
    first,
    ...problems.map((sentence) => `  problem    ${sentence}`),
    ...damage.map((sentence) => `  damaged    ${sentence}`),
    ...(left.length > 0 ? [`  left out   ${left.join(", ")}`] : []),
    ...notes.map((sentence) => `  note       ${sentence}`),
  ].join("\n");
}

/** The last line. */
export function sumText(all: readonly Imported[], place: string): string {
  const failed = all.filter(({ status }) => status === "failed" || status === "partial").length;
  const sum = (count: (one: Imported) => number): number => all.reduce((total, one) => total + count(one), 0);
  const parts = [
    `Imported ${amount(all.length - failed, "run", "runs")} with ${amount(
      sum(({ newRows }) => newRows),
      "new row",
      "new rows",
    )} and ${amount(
      sum(({ files }) => files),
      "file",
      "files",
    )} into ${place}`,
    ...(failed > 0 ? [`${failed} not or not all imported`] : []),
    ...(sum(({ damage }) => damage.length) > 0 ? ["some are damaged"] : []),
  ];
  return parts.join("; ").concat(".");
}

function amount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
