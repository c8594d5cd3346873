import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { INIT_OPTION_NAMES } from "./init-options.ts";
import type { InitOptions } from "./init-options.ts";
import { nearestName } from "./nearest-name.ts";

const MAX_PROJECT = 128;
const MAX_TAG = 64;
const CHOICES = {
  mode: ["offline", "online", "disabled", "shared"],
  steps: ["monotonic", "strict", "any"],
  reinit: ["return_previous", "finish_previous", "create_new"],
} as const;
const TEXTS = [
  "project",
  "entity",
  "id",
  "name",
  "notes",
  "group",
  "jobType",
  "dir",
  "baseUrl",
  "apiKey",
] as const;

/** Refuses options that make no sense, with a sentence that names the value. */
export function checkOptions(options: InitOptions, resolved: { project: string; runId: string }): void {
  for (const name of Object.keys(options)) {
    if (INIT_OPTION_NAMES.includes(name)) continue;
    refuse(`the option "${name}" is not known`, `Did you mean "${nearestName(name, INIT_OPTION_NAMES)}"?`);
  }
  for (const name of TEXTS) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "string") {
      refuse(`the option "${name}" is a ${typeof value}`, "Give text.");
    }
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value: unknown = options[name as keyof typeof CHOICES];
    if (value !== undefined && !(choices as readonly unknown[]).includes(value)) {
      refuse(`"${showValue(value)}" is not a value of "${name}"`, `Use one of "${choices.join('", "')}".`);
    }
  }
  checkProject(resolved.project);
  checkRunId(resolved.runId);
}

/** Refuses an address that no request could be sent to. */
export function checkBaseUrl(baseUrl: string): void {
  if (URL.canParse(baseUrl) && /^https?:/i.test(baseUrl)) return;
  refuse(`the server's address is "${baseUrl}"`, 'Give it in full, as "http://localhost:8080".');
}

/** Refuses tags that are not text of 1 to 64 characters. */
export function checkTags(tags: readonly string[]): void {
  if (!Array.isArray(tags)) refuse(`tags are a ${typeof tags}`, "Give a list of texts.");
  for (const tag of tags as readonly unknown[]) {
    if (typeof tag === "string" && tag.length >= 1 && tag.length <= MAX_TAG) continue;
    refuse(`the tag "${showValue(tag)}" is not usable`, `Give texts of 1 to ${MAX_TAG} characters.`);
  }
}

function checkProject(project: string): void {
  if (project.length > MAX_PROJECT) {
    refuse(`the project name has "${project.length}" characters`, `Use at most ${MAX_PROJECT}.`);
  }
  if (project === "." || project === "..") {
    refuse(`the project name is "${project}", which addresses read as a folder`, "Give another name.");
  }
  const bad = /[/\\#?%:]/.exec(project)?.[0];
  if (bad !== undefined) {
    refuse(`the project name "${project}" holds "${bad}"`, 'Leave out "/", "\\", "#", "?", "%" and ":".');
  }
}

function checkRunId(runId: string): void {
  if (runId.trim() !== runId || runId === "") {
    refuse(`the run id "${runId}" is empty or has blanks at its ends`, "Give another id, or none.");
  }
  const bad = /[:;,#?/']/.exec(runId)?.[0];
  if (bad !== undefined) {
    refuse(`the run id "${runId}" holds "${bad}"`, `Leave out ":", ";", ",", "#", "?", "/" and "'".`);
  }
}

function refuse(reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to start the run: ${reason}. ${remedy}`);
}
