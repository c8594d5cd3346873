import type { Item, RunRecord } from "@stepwell/protocol";
import { createGlobMatcher } from "../file/create-glob-matcher.ts";
import type { RunUploads } from "./run-uploads.ts";

const PATH = ["_wandb", "stepwell", "ignore_globs"];
// A run file may come from anywhere.
const MAX_GLOBS = 100;
const MAX_LENGTH = 200;

/** What a run's config says of files that are not to be delivered, so that a later sync knows it too. */
export function ignoredFilesItems(globs: readonly string[]): readonly Item[] {
  return globs.length === 0 ? [] : [{ path: PATH, value: [...globs] }];
}

/** The uploads of a run without the files that its record says are not to be delivered. */
export function withoutIgnored(uploads: RunUploads, run: RunRecord): RunUploads {
  const globs = run.config.findLast(({ path }) => path.join("/") === PATH.join("/"))?.value;
  const usable = (Array.isArray(globs) ? (globs as readonly unknown[]) : []).filter(isUsable);
  if (usable.length === 0) return uploads;
  const isIgnored = createGlobMatcher(usable.slice(0, MAX_GLOBS));
  return {
    ...uploads,
    add: (files) => uploads.add(files.filter(({ path }) => !isIgnored(path))),
    get counts() {
      return uploads.counts;
    },
  };
}

function isUsable(glob: unknown): glob is string {
  return typeof glob === "string" && glob !== "" && glob.length <= MAX_LENGTH;
}
