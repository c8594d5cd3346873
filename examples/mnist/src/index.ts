export { storedRow } from "./comparable-row.ts";
export { readDigits } from "./digits.ts";
export { createModel, toTensors } from "./model.ts";
export type { Settings } from "./model.ts";
export { createRowDigest } from "./row-digest.ts";
export type { RowDigest } from "./row-digest.ts";
