import type { ConformanceCase, ConformanceTrace } from "@stepwell/conformance";
import type { JsonObject, LogRecord } from "@stepwell/protocol";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";
export interface EncodedLeaf {
  readonly path: readonly string[];
  readonly json: string;
}
/** What a case left in the run file, read back, and what its calls showed. */
export interface ConformanceResult extends ConformanceTrace {
  readonly rows: readonly Row[];
  readonly state: RunState;
  readonly warnings: number;
  /** Per row, the JSON text of every leaf in the run file, sorted by path; lists that hold objects are left out. */
  readonly encoded: readonly (readonly EncodedLeaf[])[];
  /** Media files by name, with the facts that the case expects of them. */
  readonly files: Readonly<Record<string, JsonObject>>;
  readonly tables: readonly JsonObject[];
  readonly console: readonly ConsoleLine[];
}
/** Makes a case's calls through the public API, in a world in memory, and reads the file that came of it. */
export declare function runCoreCase(one: ConformanceCase): Promise<ConformanceResult>;
/** Every record of a run file, folded. Throws for damage. */
export declare function readBack(bytes: Uint8Array): {
  rows: readonly Row[];
  state: RunState;
  console: readonly ConsoleLine[];
  records: readonly LogRecord[];
};
/** A row, summary or config without the members that differ from run to run. */
export declare function withoutOwn(object: JsonObject, ...names: readonly string[]): JsonObject;
//# sourceMappingURL=run-conformance-case.d.ts.map
