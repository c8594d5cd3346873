import { Problem } from "../problem.ts";

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

/** The options of `stepwell export`. */
export const EXPORT_OPTIONS = {
  format: "string",
  out: "string",
  from: "string",
  data: "string",
  keys: "string",
  steps: "string",
  runs: "boolean",
  events: "boolean",
  json: "boolean",
} as const;

const FORMATS = ["jsonl", "csv", "parquet", "arrow"] as const;
const EXTENSIONS: Readonly<Record<string, ExportCommand["format"]>> = {
  ...Object.fromEntries(FORMATS.map((format) => [format, format])),
  arrows: "arrow",
  ndjson: "jsonl",
};

/** Reads the words after `stepwell export`. Throws `Problem` for what can't be meant. */
export function readExport(values: ReadonlyMap<string, string>, words: readonly string[]): ExportCommand {
  const [target = "", ...others] = words;
  if (target === "" || others.length > 0) {
    const given = words.length === 0 ? "nothing" : `"${words.join('", "')}"`;
    throw wrong(`it names ${given} to export. Name one project, as "mnist", or one run, as "mnist/a1b2c3d4"`);
  }
  const slash = target.indexOf("/");
  const [project, run] = slash < 0 ? [target, undefined] : [target.slice(0, slash), target.slice(slash + 1)];
  if (project === "" || run === "") {
    throw wrong(`"${target}" is neither a project nor a run. Write a run as "<project>/<run id>"`);
  }
  const [isOfRuns, isOfEvents] = [values.has("runs"), values.has("events")];
  const keys = (values.get("keys") ?? "").split(",").filter((key) => key !== "");
  if (isOfRuns && (isOfEvents || keys.length > 0 || values.has("steps") || run !== undefined)) {
    throw wrong(
      `"--runs" gives a row for each run of a project, which "--events", "--keys", "--steps" and a run's name don't go with. Leave one of them away`,
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
  throw wrong(`"${text}" is not a format. Give one of "${FORMATS.join('", "')}"`);
}

function readSteps(text: string | undefined): ExportCommand["steps"] {
  if (text === undefined) return [undefined, undefined];
  const [, from, to] = /^(\d{1,16})?:(\d{1,16})?$/.exec(text) ?? [];
  if (from !== undefined || to !== undefined) return [from, to];
  throw wrong(
    `steps "${text}" are no range. Write it as "100:200", "100:" or ":200"; both ends are included`,
  );
}

function wrong(reason: string): Problem {
  return new Problem(`[stepwell] Failed to read the command: ${reason}.`);
}
