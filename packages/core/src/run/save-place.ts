import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

/** Where saved files are, and what they are called in the run. */
export interface SavePlace {
  /** Absolute; without the slash of the root. */
  readonly base: string;
  /** Below `base`, with forward slashes. */
  readonly pattern: string;
}

/**
 * The folder that a saved path is relative to, and the path below it: the working folder, unless another is given or
 * the path is absolute, which then keeps the name of one folder. Throws `UsageError` for a path that is not below it.
 */
export function savePlace(path: string, basePath: string | undefined, workingFolder: string): SavePlace {
  if (path === "" || path.includes("\0")) refuseToSave(`"${showValue(path)}" is no path`, "Name a file.");
  const isWindows = /^[a-z]:[/\\]/i.test(workingFolder);
  const slashed = (text: string): string => (isWindows ? text.replaceAll("\\", "/") : text);
  const whole = normalPath(slashed(path), slashed(workingFolder));
  const base =
    basePath !== undefined
      ? normalPath(slashed(basePath), slashed(workingFolder))
      : isAbsolute(slashed(path))
        ? normalPath("../..", whole)
        : normalPath(".", slashed(workingFolder));
  const prefix = base.endsWith("/") ? base : `${base}/`;
  if (whole === base)
    refuseToSave(`"${path}" is the base folder itself`, "Name what is in it, as a pattern.");
  if (!whole.startsWith(prefix)) {
    refuseToSave(`"${path}" is not below "${base}"`, "Give the folder that it is in as basePath.");
  }
  const pattern = whole.slice(prefix.length);
  if (pattern === "*" || pattern.startsWith("*/")) {
    refuseToSave(`"${path}" begins with "*"`, "Begin with the name of a folder, or of files as *.bin.");
  }
  return { base: prefix.slice(0, -1), pattern };
}

/** An absolute path without `.`, `..` and doubled slashes. */
function normalPath(path: string, folder: string): string {
  const parts: string[] = [];
  for (const part of (isAbsolute(path) ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const joined = parts.join("/");
  return /^[a-z]:/i.test(joined) ? joined : `/${joined}`;
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:\//i.test(path);
}

/** Throws the `UsageError` of `save`. */
export function refuseToSave(reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to save files: ${reason}. ${remedy}`);
}
