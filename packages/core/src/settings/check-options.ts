import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import { INIT_OPTION_NAMES } from "./init-options.ts";
import type { InitOptions } from "./init-options.ts";
import { didYouMean } from "./did-you-mean.ts";
import { isTag, MAX_TAG } from "./is-tag.ts";
import { SETTINGS } from "./setting-table.ts";
import type { Setting } from "./setting-table.ts";
import { SETTINGS_WITHOUT_MEANING } from "./settings-without-meaning.ts";

const MAX_PROJECT = 128;

/** Refuses options with a name that is not known, and says which one was meant. */
export function checkOptionNames(options: InitOptions): void {
  for (const name of Object.keys(options)) {
    if (INIT_OPTION_NAMES.includes(name)) continue;
    refuse(name, `the option "${name}" is not known`, remedyForName(name));
  }
}

/** W&B's names have an answer of their own. */
function remedyForName(name: string): string {
  const setting: Setting<unknown> | undefined = Object.values(SETTINGS).find(
    (one: Setting<unknown>) => one.name === name,
  );
  if (setting?.option !== undefined) return `Did you mean "${setting.option}"?`;
  if (name === "settings") return "Give what it holds as options of init itself.";
  const inFiles = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (SETTINGS_WITHOUT_MEANING.includes(inFiles)) return "It changes nothing here: leave it out.";
  return didYouMean(name, INIT_OPTION_NAMES);
}

/** Refuses an address that no request could be sent to. */
export function checkBaseUrl(baseUrl: string): void {
  if (URL.canParse(baseUrl) && /^https?:/i.test(baseUrl)) {
    const { username, password, search, hash } = new URL(baseUrl);
    // A password would be printed with the address, and no request may hold one there.
    if (username !== "" || password !== "") {
      refuse(
        "baseUrl",
        "the server's address holds a name or a password",
        'Leave them out, and give a key as "apiKey".',
      );
    }
    if (search === "" && hash === "") return;
    refuse(
      "baseUrl",
      `the server's address is "${baseUrl}", which goes on after its path`,
      'Leave out "?" and "#".',
    );
  }
  refuse("baseUrl", `the server's address is "${baseUrl}"`, 'Give it in full, as "http://localhost:8080".');
}

/** Refuses tags that are not text of 1 to 64 characters. */
export function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    if (isTag(tag)) continue;
    refuse("tags", `the tag "${showValue(tag)}" is not usable`, `Give texts of 1 to ${MAX_TAG} characters.`);
  }
}

/** Refuses names that no address can hold. */
export function checkProject(project: string): void {
  if (project.length > MAX_PROJECT) {
    refuse("project", `the project name has "${project.length}" characters`, `Use at most ${MAX_PROJECT}.`);
  }
  if (project === "." || project === "..") {
    refuse(
      "project",
      `the project name is "${project}", which addresses read as a folder`,
      "Give another name.",
    );
  }
  const bad = /[/\\#?%:]/.exec(project)?.[0];
  if (bad !== undefined) {
    refuse(
      "project",
      `the project name "${project}" holds "${bad}"`,
      'Leave out "/", "\\", "#", "?", "%" and ":".',
    );
  }
}

/** Refuses ids that no address can hold. */
export function checkRunId(runId: string): void {
  if (runId.trim() !== runId || runId === "") {
    refuse("id", `the run id "${runId}" is empty or has blanks at its ends`, "Give another id, or none.");
  }
  const bad = /[:;,#?/']/.exec(runId)?.[0];
  if (bad !== undefined) {
    refuse("id", `the run id "${runId}" holds "${bad}"`, `Leave out ":", ";", ",", "#", "?", "/" and "'".`);
  }
}

function refuse(option: string, reason: string, remedy: string): never {
  throw new OptionError(`[core] Failed to start the run: ${reason}. ${remedy}`, { option });
}
