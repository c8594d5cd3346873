export { storedRow } from "./comparable-row.ts";
export { createRowDigest } from "./row-digest.ts";
export type { RowDigest } from "./row-digest.ts";
