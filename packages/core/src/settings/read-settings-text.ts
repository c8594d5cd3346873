import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { FileError } from "../errors/file-error.ts";

/**
 * The text of a file that a person wrote; undefined when there is none. Throws `FileError` for one that can't be
 * read, is longer than `maxBytes`, or is not UTF-8. `verb` completes "Failed to".
 */
export function readSettingsText(
  fileSystem: FileSystem,
  path: string,
  { maxBytes, verb }: { maxBytes: number; verb: string },
): string | undefined {
  const refuse = (reason: string, remedy: string, cause?: FileSystemError): never => {
    throw new FileError(`[core] Failed to ${verb}: "${path}" ${reason}. ${remedy}`, {
      path,
      code: cause?.code,
      cause,
    });
  };
  let bytes: Uint8Array;
  try {
    const found = fileSystem.statSync(path);
    if (found?.kind !== "file") return undefined;
    if (found.size > maxBytes) {
      return refuse(`has "${found.size}" bytes`, `Keep it below ${maxBytes / 1024} KiB, or remove it.`);
    }
    bytes = fileSystem.readFileSync(path);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    return refuse(`was refused (${error.code})`, "Make it readable, or remove it.", error);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Told below, as a NUL is.
  }
  return refuse("is not UTF-8 text", "Write it as UTF-8, or remove it.");
}
