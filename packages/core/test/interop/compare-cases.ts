import { readFileSync, writeFileSync } from "node:fs";
import { differences } from "@stepwell/conformance";
import type { ConformanceCase } from "@stepwell/conformance";
import type { JsonObject } from "@stepwell/protocol";
import { DIFFERENT } from "../conformance-different.ts";
import { readCoreCase, withoutOwn } from "../run-conformance-case.ts";
import { comparableRun } from "./comparable-run.ts";
import { readOfficialRun } from "./read-official-run.ts";

/** What the official client's calls showed, and where it left the run; or that it came to no end. */
type Official = OfficialResult | { readonly stuck: true };

interface OfficialResult {
  readonly folder: string;
  readonly errors: readonly { readonly call: number }[];
  readonly reads: readonly { readonly call: number; readonly value: unknown }[];
}

/** A case and where it came out differently, part by part; no parts when it did not. */
interface ComparedCase {
  readonly id: string;
  readonly area: string;
  readonly title: string;
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Why it is answered otherwise on purpose. */
  readonly reason?: string;
  /** The official client came to no end, so there is nothing to compare with. */
  readonly stuck?: true;
}

// Their difference does not show in run files that are read back: a warning, and how an equal number is printed.
const SEEN_ELSEWHERE: readonly string[] = ["define-metric-05", "values-02"];

// Usage: node compare-cases.mjs compared.json official.json cases.json…
const [reportFile = "", officialFile = "", ...caseFiles] = process.argv.slice(2);
const official = JSON.parse(readFileSync(officialFile, "utf8")) as Record<string, Official>;
const compared: ComparedCase[] = [];
for (const file of caseFiles) {
  for (const one of JSON.parse(readFileSync(file, "utf8")) as ConformanceCase[]) {
    compared.push(await compare(one, official[one.id] as Official));
  }
}
writeFileSync(reportFile, JSON.stringify(compared));

async function compare(one: ConformanceCase, theirs: Official): Promise<ComparedCase> {
  const ours = await readCoreCase(one);
  const { id, area, title } = one;
  if ("stuck" in theirs) return { id, area, title, parts: {}, stuck: true };
  const times = JSON.stringify(one.calls).includes("_timestamp");
  const left: JsonObject = comparableRun(ours, { times });
  const right: JsonObject = comparableRun(readOfficialRun(theirs.folder), { times });
  const parts: Record<string, readonly string[]> = {};
  for (const part of Object.keys(right)) note(parts, part, left[part], right[part]);
  note(
    parts,
    "errors",
    ours.errors.map(({ call }) => call),
    theirs.errors.map(({ call }) => call),
  );
  note(parts, "reads", readable(ours.reads), readable(theirs.reads));
  const reason = SEEN_ELSEWHERE.includes(one.id) ? undefined : DIFFERENT[one.id]?.reason;
  return { id, area, title, parts, ...(reason === undefined ? {} : { reason }) };
}

function note(
  parts: Record<string, readonly string[]>,
  part: string,
  actual: unknown,
  expected: unknown,
): void {
  const found = differences(actual, expected, part);
  if (found.length > 0) parts[part] = found;
}

function readable(reads: OfficialResult["reads"]): unknown {
  return reads.map(({ call, value }) => ({
    call,
    value:
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? withoutOwn(value as JsonObject, "_runtime", "_timestamp", "_wandb")
        : value,
  }));
}
