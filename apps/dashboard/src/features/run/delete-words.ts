import type { FileView } from "@stepwell/protocol";
import { formatBytes } from "../../lib/format-bytes.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";

const mostNamed = 5;

/** Says which runs go, the first five by name: `a, b and 3 more`. */
export function namesOfRuns(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name) => formatName(name, 40));
  const more = names.length - named.length;
  if (more > 0) named.push(`${formatPlural(more, "more run")}`);
  const last = named.pop() ?? "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}

/** Says what is lost with runs, with their files where these were counted. */
export function lossOfRuns(runs: number, files: readonly FileView[] | undefined): string {
  const [they, them] = runs === 1 ? ["it", "it"] : ["they", "them"];
  if (files === undefined || files.length === 0)
    return `What ${they} logged goes with ${them}: metrics, media, files and console.`;
  const bytes = formatBytes(files.reduce((sum, { size }) => sum + size, 0));
  const goes = files.length === 1 ? "goes" : "go";
  return `${formatPlural(files.length, "file")} of ${bytes} ${goes} with ${them}, and all else that ${they} logged: metrics, media and console.`;
}
