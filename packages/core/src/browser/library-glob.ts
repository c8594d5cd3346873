import { UsageError } from "../core-error.ts";

/** Throws `UsageError` in a page, where no files lie that a pattern could mean. */
export function loadGlobLibrary(): typeof import("picomatch") {
  throw new UsageError(
    `[core] Failed to read a pattern of file names: a page has no files. Use patterns where the files are.`,
  );
}
