import { UsageError } from "@stepwell/core";
import type { RunLike } from "./run-like.ts";
import type { SessionLike } from "./session-like.ts";
import type { TrackOptions } from "./track-options.ts";

const MOST_BINS = 512;
const NAMES = [
  ...["run", "name", "model", "sessionOptions", "windowMs", "warmUp", "sample"],
  ...["classes", "reference", "logGraph", "profiling", "clock", "random"],
];
const SAMPLE_NAMES = ["runs", "values", "bins", "inputs", "outputs"];
const CLASS_NAMES = ["output", "labels", "threshold"];

/** Throws `UsageError` for what can't be tracked, and for options that are not known or make no sense. */
export function checkOptions(session: SessionLike, options: TrackOptions): void {
  if (typeof (session as Partial<SessionLike> | null | undefined)?.run !== "function") {
    refuse('it has no "run"', 'Give what "InferenceSession.create" resolves with');
  }
  checkKnown("options", options, NAMES);
  const { run, name, model, windowMs, warmUp, sample, classes } = options;
  if (run !== undefined && typeof (run as Partial<RunLike> | null)?.log !== "function") {
    refuse('"run" has no "log"', 'Give what "await init()" resolves with');
  }
  if (name !== undefined && !isName(name)) {
    refuse(`the name is "${String(name)}"`, 'Give text without "*", as "vad"');
  }
  if (model !== undefined && !isFile(model)) {
    refuse(`"model" is "${shown(model)}"`, "Give the file's path, its address in a browser, or its bytes");
  }
  checkNumber("windowMs", windowMs, 1, 2 ** 31 - 1);
  checkCount("warmUp", warmUp, 0, Number.MAX_SAFE_INTEGER);
  if (sample !== undefined && sample !== false) {
    checkKnown("sample", sample, SAMPLE_NAMES);
    checkCount("sample.runs", sample.runs, 1, 4096);
    checkCount("sample.values", sample.values, 1, 4096);
    checkCount("sample.bins", sample.bins, 1, MOST_BINS);
    checkNames("sample.inputs", sample.inputs, session.inputNames);
    checkNames("sample.outputs", sample.outputs, session.outputNames);
  }
  if (classes === undefined) return;
  if (!Array.isArray(classes)) checkKnown("classes", classes, CLASS_NAMES);
  const { labels, output, threshold } =
    "length" in classes ? { labels: classes } : { labels: [], ...classes };
  checkTexts("classes", labels);
  if (labels.length > MOST_BINS) refuse(`there are "${labels.length}" classes`, `Give at most ${MOST_BINS}`);
  if (output !== undefined) checkNames("classes.output", [output], session.outputNames);
  checkNumber("classes.threshold", threshold, -Number.MAX_VALUE, Number.MAX_VALUE);
}

function isName(name: unknown): boolean {
  return typeof name === "string" && name !== "" && name.length <= 128 && !name.includes("*");
}

function isFile(model: unknown): boolean {
  return typeof model === "string" || model instanceof ArrayBuffer || ArrayBuffer.isView(model);
}

function checkKnown(option: string, given: unknown, known: readonly string[]): void {
  const names = `"${known.join('", "')}"`;
  if (typeof given !== "object" || given === null) {
    refuse(`"${option}" is "${shown(given)}"`, `Give an object of ${names}`);
  }
  for (const name in given) {
    if (!known.includes(name)) refuse(`"${option}" has no "${name}"`, `Use ${names}`);
  }
}

function checkCount(option: string, given: unknown, least: number, most: number): void {
  if (given === undefined || (Number.isInteger(given) && isBetween(given, least, most))) return;
  refuse(`"${option}" is "${shown(given)}"`, `Give a whole number from ${least} to ${most}`);
}

function checkNumber(option: string, given: unknown, least: number, most: number): void {
  if (given === undefined || isBetween(given, least, most)) return;
  refuse(`"${option}" is "${shown(given)}"`, `Give a number from ${least} to ${most}`);
}

function isBetween(given: unknown, least: number, most: number): boolean {
  return typeof given === "number" && given >= least && given <= most;
}

function checkNames(option: string, given: unknown, known: readonly string[] | undefined): void {
  if (given === undefined) return;
  checkTexts(option, given);
  const strange = known && (given as readonly string[]).find((name) => !known.includes(name));
  if (strange !== undefined) {
    refuse(`"${option}" names "${strange}"`, `Choose from "${known?.join('", "') ?? ""}"`);
  }
}

function checkTexts(option: string, given: unknown): void {
  if (Array.isArray(given) && given.every((each) => typeof each === "string")) return;
  refuse(`"${option}" is no list of texts`, 'Give names, as ["input"]');
}

function shown(given: unknown): string {
  return typeof given === "number" || typeof given === "string" ? String(given) : typeof given;
}

function refuse(reason: string, remedy: string): never {
  throw new UsageError(`[onnx] Failed to track the session: ${reason}. ${remedy}.`);
}
