import type { Role, StoredKey, StoredSession, StoredUser } from "@stepwell/storage";
import { fromPlainText } from "@stepwell/storage/adapter";
import type { SqlRow } from "../database/driver.ts";

/** Turns rows of the tables into what the port speaks of. */
export function userOf(row: SqlRow): StoredUser {
  return {
    team: fromPlainText(row["team"] as string),
    name: fromPlainText(row["name"] as string),
    role: row["role"] as Role,
    createdMs: row["created_ms"] as number,
  };
}

export function keyOf(row: SqlRow): StoredKey {
  const usedMs = row["used_ms"] as number | null;
  return {
    id: fromPlainText(row["id"] as string),
    team: fromPlainText(row["team"] as string),
    user: fromPlainText(row["name"] as string),
    label: fromPlainText(row["label"] as string),
    hash: row["hash"] as string,
    createdMs: row["created_ms"] as number,
    ...(usedMs === null ? {} : { usedMs }),
  };
}

export function sessionOf(row: SqlRow): StoredSession {
  return {
    hash: row["hash"] as string,
    key: fromPlainText(row["key"] as string),
    createdMs: row["created_ms"] as number,
    endsMs: row["ends_ms"] as number,
  };
}
