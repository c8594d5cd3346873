import type { MemoryFileSystem } from "@stepwell/effects/testing";
import type { JsonObject, LogRecord } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
/** The files below `media/` by name, as far as `expected` says something of their content. */
export declare function mediaFiles(
  fileSystem: MemoryFileSystem,
  folder: string,
  paths: readonly string[],
  expected: Readonly<Record<string, object>>,
): Record<string, JsonObject>;
/** Every table that rows name: its run file and its artifact, in the order of rows and keys. */
export declare function tablesOf(
  rows: readonly Row[],
  records: readonly LogRecord[],
  fileSystem: MemoryFileSystem,
  folder: string,
): JsonObject[];
//# sourceMappingURL=conformance-files.d.ts.map
