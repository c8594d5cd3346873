import type { LogRecord } from "@stepwell/protocol";
import { createGlobMatcher } from "./create-glob-matcher.ts";
import type { RunFile } from "./run-file.ts";

/**
 * A run file that does not name files whose path below `files/` matches one of the patterns, so that nobody delivers
 * them. They stay where they are. As in W&B, `*` ends at a slash.
 */
export function ignoreFiles(file: RunFile, patterns: readonly string[]): RunFile {
  if (patterns.length === 0) return file;
  const isIgnored = createGlobMatcher(patterns);

  function wanted(record: LogRecord): readonly LogRecord[] {
    if (record.type !== "files") return [record];
    const files = record.files.filter(({ path }) => !isIgnored(path));
    return files.length === 0 ? [] : [{ ...record, files }];
  }

  const append: RunFile["append"] = (records) => file.append(records.flatMap(wanted));
  // The rest of the file goes on being read where it is.
  return Object.create(file, { append: { value: append } }) as RunFile;
}
