import { jsonAt } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";

/** The number at a path of a row, NaN and infinities included; undefined for anything else. */
export function rowNumber(row: Row, path: readonly string[]): number | undefined {
  const value = jsonAt(row, path);
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" ? value : undefined;
}
