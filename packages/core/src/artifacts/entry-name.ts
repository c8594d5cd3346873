import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

const MAX_LENGTH = 4096;

/**
 * A name inside an artifact, with forward slashes and without parts that say nothing. Throws `UsageError` for one
 * that leads out of the artifact.
 */
export function entryName(name: unknown): string {
  if (typeof name === "string" && isInside(name)) {
    const parts = name.split("/").filter((part) => part !== "" && part !== ".");
    if (parts.length > 0) return parts.join("/");
  }
  throw new UsageError(
    `[core] Failed to add to the artifact: "${showValue(name)}" is no name inside it. Give a relative path with forward slashes, as "data/train.csv".`,
  );
}

/** Whether a relative path stays below the folder that it starts from, on any host. */
export function isInside(path: string): boolean {
  if (path === "" || path.length > MAX_LENGTH || /[\0\\]/.test(path)) return false;
  return !path.startsWith("/") && !/^[a-z]:/i.test(path) && !path.split("/").includes("..");
}

/** The last part of a path of this host or of an address. */
export function baseName(path: string): string {
  return path.replace(/[/\\]+$/, "").replace(/^.*[/\\]/s, "");
}
