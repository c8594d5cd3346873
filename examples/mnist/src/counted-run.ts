import type { Run } from "@stepwell/core";
import type { RunLike } from "@stepwell/tfjs";
import { loggedRow } from "./comparable-row.ts";
import type { RowDigest } from "./row-digest.ts";

/** A run whose rows are counted on their way. */
export interface CountedRun extends RunLike {
  finish(): Promise<void>;
}

/** The run, with each row that `log` took added to the digest as it was given, before anything stores it. */
export function countedRun(run: Run, digest: RowDigest): CountedRun {
  let held: Record<string, unknown> = {};

  function count(): void {
    digest.add({ ...held, _step: digest.rows });
    held = {};
  }

  return {
    ...run,
    log(data, options) {
      run.log(data, options);
      Object.assign(held, loggedRow(data));
      if (options?.commit !== false) count();
    },
    async finish() {
      // A part of a row that is still held becomes one.
      if (Object.keys(held).length > 0) count();
      await run.finish();
    },
  };
}
