import { createHash } from "node:crypto";

/** What a client of the fault suite logs, known from the names alone: the same for the client and for the judge. */

/** How a client's requests say whose they are: as W&B's clients, as our own sync, as one of several writers. */
export const CALLERS = ["session", "source", "shared"] as const;
export type Caller = (typeof CALLERS)[number];

const FIRST_SECOND = 1_790_000_000;
const LONG_TEXT = 9000;

/** Row `i` of a run's history, without what every server adds. */
export function historyRow(run: string, caller: Caller, i: number): Readonly<Record<string, unknown>> {
  return {
    i,
    loss: numberOf(run, i),
    nested: { square: i * i },
    ...(i % 17 === 0 ? { text: `${run} ${i} `.repeat(LONG_TEXT / 8) } : {}),
    ...(i % 5 === 0 ? { odd: `é${i}\n"` } : {}),
    // Writers of a shared run leave the step to the server.
    ...(caller === "shared" ? {} : { _step: i }),
    _timestamp: FIRST_SECOND + i,
    _runtime: i + 0.25,
  };
}

/** Row `i` of its machine metrics. */
export function eventsRow(run: string, i: number): Readonly<Record<string, unknown>> {
  return { "system.cpu": numberOf(run, i), e: i, _timestamp: FIRST_SECOND + i, _runtime: i + 0.5 };
}

/** Line `i` of what it printed, as it is shown. */
export function consoleText(run: string, i: number): string {
  return `line ${i} of ${run}`;
}

/** The `version`th content of a file. */
export function fileText(run: string, name: string, version: number): string {
  return `${name} of ${run}, ${version}. `.repeat(1 + Math.floor(numberOf(name + run, version) * 4000));
}

/** The digest that manifests and artifacts name contents by. */
export function md5(text: string, encoding: "hex" | "base64"): string {
  return createHash("md5").update(text).digest(encoding);
}

function numberOf(text: string, i: number): number {
  let hash = i + 1;
  for (const char of text) hash = (hash * 31 + char.charCodeAt(0)) % 1_000_003;
  return hash / 1_000_003;
}
