import type { ExportCommand } from "./read-export-arguments.ts";

/** The address of an export within a server. */
export function exportPath(command: ExportCommand): string {
  const { project, run, format, isOfRuns, isOfEvents, keys, steps } = command;
  const [from, to] = steps;
  const query = new URLSearchParams({
    format,
    ...(isOfRuns ? { table: "runs" } : {}),
    ...(isOfEvents ? { stream: "events" } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  for (const key of keys) query.append("keys", key);
  const place = run === undefined ? [project] : [project, run];
  return `/api/export/${place.map(encodeURIComponent).join("/")}?${query.toString()}`;
}

/** The name of the file when the user gives none: `mnist-a1b2c3d4-history.parquet`. */
export function exportFileName({ project, run, format, isOfRuns, isOfEvents }: ExportCommand): string {
  const what = isOfRuns ? "runs" : isOfEvents ? "events" : "history";
  const parts = [project, ...(run === undefined ? [] : [run]), what];
  const name = parts.map((part) => part.replaceAll(/[^\p{L}\p{N}_.-]+/gu, "_").slice(0, 80)).join("-");
  return `${name.replace(/^\.+/, "_")}.${format === "arrow" ? "arrows" : format}`;
}
