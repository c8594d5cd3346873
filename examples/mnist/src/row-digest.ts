import { createHash } from "node:crypto";

/** Counts rows and hashes them in a form that does not depend on how they were stored. */
export interface RowDigest {
  add(row: object): void;
  readonly rows: number;
  /** SHA-256 over all rows so far, as hex. */
  hash(): string;
}

/** Creates an empty digest. Rows must be added in order, with their `_step`; `_timestamp` and `_runtime` don't count. */
export function createRowDigest(): RowDigest {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(row) {
      const counted = Object.entries(row).filter(([key]) => key === "_step" || !key.startsWith("_"));
      hash.update(`${canonicalJson(Object.fromEntries(counted))}\n`);
      rows += 1;
    },
    get rows() {
      return rows;
    },
    hash: () => hash.copy().digest("hex"),
  };
}

/** Sorted keys, no spaces; numbers as JavaScript prints them, so that NaN and infinities are kept apart. */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`,
  );
  return `{${members.toSorted().join(",")}}`;
}
