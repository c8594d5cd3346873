import type { AppendFile, FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { ConsoleLine } from "@stepwell/runlog";
import { slicesOf } from "./stored-file.ts";

/** So many of the newest lines are held: each of two terminals can change its latest 32. */
const OPEN_LINES = 128;

/**
 * Writes `output.log`, the console as it looks in the end: one line per line of both streams, without times. Lines are
 * written as they become old; one that changes even later is put right at the end.
 */
export interface OutputLog {
  /** Takes lines that were begun or changed. */
  take(lines: readonly ConsoleLine[]): void;
  /** Writes the rest. True when there is a whole file; a console without a line makes none. */
  end(): Promise<boolean>;
}

/** Begins anew at `path`. What the disk refuses ends it quietly: the console is in the run file. */
export function createOutputLog({ path, fileSystem }: { path: string; fileSystem: FileSystem }): OutputLog {
  const open = new Map<number, string>();
  const late = new Map<number, string>();
  let file: AppendFile | undefined;
  let written = 0;
  let newest = -1;
  let isBroken = false;

  function write(upTo: number): void {
    let text = "";
    for (; written < upTo; written++) {
      text += `${open.get(written) ?? ""}\n`;
      open.delete(written);
    }
    if (text === "" || isBroken) return;
    try {
      file ??= begin();
      file.writeSync(new TextEncoder().encode(text));
    } catch (error) {
      if (!FileSystemError.isInstance(error)) throw error;
      isBroken = true;
    }
  }

  function begin(): AppendFile {
    if (fileSystem.statSync(path)?.kind === "file") fileSystem.removeSync(path);
    return fileSystem.openAppend(path);
  }

  return {
    take(lines) {
      for (const { number, text } of lines) {
        newest = Math.max(newest, number);
        if (number < written) late.set(number, text);
        else open.set(number, text);
      }
      write(newest + 1 - OPEN_LINES);
    },
    async end() {
      write(newest + 1);
      file?.closeSync();
      file = undefined;
      if (isBroken || newest < 0) return false;
      try {
        if (late.size > 0) await replaceLines(path, late, fileSystem);
        return true;
      } catch (error) {
        if (!FileSystemError.isInstance(error)) throw error;
        return false;
      }
    },
  };
}

async function replaceLines(
  path: string,
  lines: ReadonlyMap<number, string>,
  fileSystem: FileSystem,
): Promise<void> {
  const size = (await fileSystem.stat(path))?.size ?? 0;
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const copy = `${path}.tmp`;
  fileSystem.removeSync(copy);
  const target = fileSystem.openAppend(copy);
  let number = 0;
  let rest = "";
  for await (const slice of slicesOf({ fileSystem, path }, size)) {
    const parts = (rest + decoder.decode(slice, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    const text = parts.map((part) => `${lines.get(number++) ?? part}\n`).join("");
    target.writeSync(encoder.encode(text));
  }
  target.closeSync();
  await fileSystem.copyFile(copy, path);
  fileSystem.removeSync(copy);
}
