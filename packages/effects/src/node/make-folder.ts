import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "./refused.ts";

/**
 * Creates the folder and its parents, also while other processes create the same. Node's own recursive mode never
 * returns where a virtual folder refuses with ENOENT, as /proc does.
 */
export function makeFolder(path: string): void {
  const refusal = make(path);
  if (refusal === undefined) return;
  const parent = dirname(path);
  if (errorCode(refusal) !== "ENOENT" || parent === path) throw refusal;
  if (!isFolder(parent)) makeFolder(parent);
  // The parent may be there since someone else made it a moment ago.
  const again = make(path);
  if (again !== undefined) throw again;
}

/** What the host refused with; undefined when the folder is there. */
function make(path: string): unknown {
  try {
    mkdirSync(path);
    return undefined;
  } catch (error) {
    return errorCode(error) === "EEXIST" && isFolder(path) ? undefined : error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
