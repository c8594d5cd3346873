import type { JsonObject } from "@stepwell/protocol";

/** One logged row as a nested object; `_step`, `_timestamp` (seconds) and `_runtime` (seconds) are members like others. */
export type Row = JsonObject;
