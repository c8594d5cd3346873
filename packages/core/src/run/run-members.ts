import type { Item, LogRecord, RunRecord } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { isTag } from "../settings/is-tag.ts";
import { showValue } from "../show-value.ts";
import { checkText } from "./check-call.ts";
import type { RunContext } from "./run-context.ts";

/** What a run is called, and where it comes from. `name`, `notes` and `tags` may be set while it is active. */
export interface RunMembers {
  /** The display name; the id where none was given. Throws `UsageError` for anything but text, and after `finish`. */
  name: string;
  notes: string;
  /** Each 1 to 64 characters; text alone is one tag. A list with a bad one is not taken, which one line says. */
  get tags(): readonly string[];
  set tags(tags: string | readonly string[]);
  /** Empty where none was given. */
  readonly entity: string;
  readonly group: string;
  readonly jobType: string;
  /** Empty outside of a sweep. */
  readonly sweepId: string;
  /** `entity/project/id`, without the entity where none was given. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  /** The step of the first row; not 0 for a run that goes on from another one. */
  readonly startingStep: number;
  /** True for a run that goes on with itself. */
  readonly resumed: boolean;
  readonly offline: boolean;
  readonly disabled: boolean;
}

export interface RunMemberSource {
  /** What the run file begins with. */
  readonly first: readonly LogRecord[];
  /** The user's config as it is now. */
  readonly items: () => readonly Item[];
}

/** The part of a run that says what it is; each change is a run record of its own, with all of the config. */
export function createRunMembers(context: RunContext, source: RunMemberSource): RunMembers {
  const { settings, world, checkOpen } = context;
  const record = source.first.find(({ type }) => type === "run") as RunRecord;
  const { entity, project, runId, group, jobType, sweepId, startTime, startingStep, resumed } = record;
  const ownItems = record.config.filter(({ path }) => path[0] === "_wandb");
  let { displayName, notes, tags } = record;
  tags = Object.freeze([...tags]);

  function publish(): void {
    if (settings.shared?.isPrimary === false) return context.count("not-primary", 1);
    const config = [...source.items(), ...ownItems];
    context.write([{ ...record, displayName, notes, tags, config }]);
  }

  function note(tag: unknown): void {
    if (settings.silent) return;
    world.print(
      `Stepwell: the tags of run "${runId}" stay as they are: "${showValue(tag)}" is not usable. Give texts of 1 to 64 characters.\n`,
    );
  }

  return {
    get name() {
      return displayName || runId;
    },
    set name(name) {
      checkOpen("rename");
      checkText("rename the run", name);
      displayName = name;
      publish();
    },
    get notes() {
      return notes;
    },
    set notes(text) {
      checkOpen("change the notes of");
      checkText("change the notes of the run", text);
      notes = text;
      publish();
    },
    get tags(): readonly string[] {
      return tags;
    },
    set tags(given: string | readonly string[]) {
      checkOpen("change the tags of");
      const wanted = tagList(given);
      const bad = wanted.findIndex((tag) => !isTag(tag));
      if (bad >= 0) note(wanted[bad]);
      else {
        tags = Object.freeze(wanted as string[]);
        publish();
      }
    },
    entity,
    group,
    jobType,
    sweepId,
    startingStep,
    resumed,
    path: [entity, project, runId].filter((part) => part !== "").join("/"),
    startTime: startTime === undefined ? 0 : startTime.seconds * 1000 + Math.floor(startTime.nanos / 1e6),
    offline: settings.mode === "offline",
    disabled: false,
  };
}

function tagList(tags: unknown): unknown[] {
  if (typeof tags === "string") return [tags];
  // A list with holes has tags that are undefined.
  if (Array.isArray(tags)) return Array.from(tags as readonly unknown[]);
  throw new UsageError(
    `[core] Failed to change the tags of the run: "${showValue(tags)}" is not a list. Give a list of texts.`,
  );
}
