import type { Words } from "../command-line/read-words.ts";
import { misuse } from "../problem.ts";

/** What to export, from where, and into which file. */
export interface ExportCommand {
  readonly kind: "export";
  readonly project: string;
  /** Undefined for all runs of the project. */
  readonly run: string | undefined;
  readonly format: "jsonl" | "csv" | "parquet" | "arrow";
  /** A row for each run, instead of what they logged. */
  readonly isOfRuns: boolean;
  /** What was measured of the machine, instead of what was logged. */
  readonly isOfEvents: boolean;
  readonly keys: readonly string[];
  /** First and last step, each undefined for no end. */
  readonly steps: readonly [string | undefined, string | undefined];
  /** Undefined for a name of its own, `-` for the standard output. */
  readonly out: string | undefined;
  /** The address of a server, or a folder of runs. */
  readonly from: string;
  /** Undefined for the usual one of the folder. */
  readonly data: string | undefined;
  readonly json: boolean;
}

const FORMATS = ["jsonl", "csv", "parquet", "arrow"] as const;
const EXTENSIONS: Readonly<Record<string, ExportCommand["format"]>> = {
  ...Object.fromEntries(FORMATS.map((format) => [format, format])),
  arrows: "arrow",
  ndjson: "jsonl",
};

/** Reads the words after `stepwell export`. Throws `Problem` for what can't be meant. */
export function readExport({ values, arguments: [target = ""] }: Words): ExportCommand {
  const slash = target.indexOf("/");
  const [project, run] = slash < 0 ? [target, undefined] : [target.slice(0, slash), target.slice(slash + 1)];
  if (project === "" || run === "") {
    throw misuse(`"${target}" is neither a project nor a run`, 'Write a run as "<project>/<run id>".');
  }
  const [isOfRuns, isOfEvents] = [values.has("runs"), values.has("events")];
  const keys = (values.get("keys") ?? "").split(",").filter((key) => key !== "");
  if (isOfRuns && (isOfEvents || keys.length > 0 || values.has("steps") || run !== undefined)) {
    throw misuse(
      `"--runs" gives a row for each run of a project, which "--events", "--keys", "--steps" and a run's name don't go with`,
      "Leave one of them away.",
    );
  }
  const out = values.get("out");
  return {
    kind: "export",
    project,
    run,
    format: readFormat(values.get("format"), out),
    isOfRuns,
    isOfEvents,
    keys,
    steps: readSteps(values.get("steps")),
    out,
    from: values.get("from") ?? ".",
    data: values.get("data"),
    json: values.has("json"),
  };
}

function readFormat(text: string | undefined, out: string | undefined): ExportCommand["format"] {
  const extension = /\.(\w+)$/.exec(out ?? "")?.[1]?.toLowerCase() ?? "";
  if (text === undefined)
    return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? "jsonl") : "jsonl";
  const found = FORMATS.find((format) => format === text);
  if (found !== undefined) return found;
  throw misuse(`"${text}" is not a format`, `Give one of "${FORMATS.join('", "')}".`);
}

function readSteps(text: string | undefined): ExportCommand["steps"] {
  if (text === undefined) return [undefined, undefined];
  const [, from, to] = /^(\d{1,16})?:(\d{1,16})?$/.exec(text) ?? [];
  if (from !== undefined || to !== undefined) return [from, to];
  throw misuse(
    `steps "${text}" are no range`,
    'Write it as "100:200", "100:" or ":200"; both ends are included.',
  );
}
