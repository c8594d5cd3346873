import type { RunLike } from "@stepwell/tfjs";
import { loggedRow } from "./comparable-row.ts";
import type { RowDigest } from "./row-digest.ts";

/** The run, with each row that `log` took added to the digest as it was given, before anything stores it. */
export function countedRun(run: RunLike, digest: RowDigest): RunLike {
  return {
    ...run,
    log(data) {
      run.log(data);
      digest.add({ ...loggedRow(data), _step: digest.rows });
    },
  };
}
