import { parseArgs } from "node:util";
import type { PlantedBug } from "./bugs/planted-bug.ts";
import { PLANTED_BUGS } from "./bugs/planted-bug.ts";

/** What `npm run sim` was asked for. */
export interface Arguments {
  /** How many seeds, from `first` on. */
  readonly seeds: number;
  readonly first: number;
  readonly workers: number;
  readonly json: boolean;
  /** So many of the last events of a failed seed are shown. */
  readonly keep: number;
  readonly bug: PlantedBug | undefined;
}

/** Reads the command line. Throws for what it does not know. */
export function readArguments(args: readonly string[], processors: number): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string" },
      seed: { type: "string" },
      workers: { type: "string" },
      json: { type: "boolean", default: false },
      trace: { type: "string" },
      bug: { type: "string" },
    },
  });
  const seeds = count("seeds", values.seeds ?? (values.seed === undefined ? "500" : "1"));
  return {
    seeds,
    first: count("seed", values.seed ?? "1"),
    workers: Math.min(count("workers", values.workers ?? String(Math.min(processors, 8))), seeds),
    json: values.json,
    keep: count("trace", values.trace ?? "40"),
    bug: bugOf(values.bug),
  };
}

function count(name: string, text: string): number {
  if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
  throw new RangeError(
    `[simulator] Failed to read "--${name}": "${text}" is no whole number above 0. Give one, as --${name} 100.`,
  );
}

function bugOf(text: string | undefined): PlantedBug | undefined {
  const bug = PLANTED_BUGS.find((one) => one === text);
  if (text === undefined || bug !== undefined) return bug;
  throw new RangeError(
    `[simulator] Failed to read "--bug": "${text}" is none of ${PLANTED_BUGS.map((one) => `"${one}"`).join(", ")}. Give one of them.`,
  );
}
