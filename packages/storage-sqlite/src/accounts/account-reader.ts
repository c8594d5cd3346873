import type { StoredKey, StoredSession, StoredUser } from "@stepwell/storage";
import { toPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow } from "../database/driver.ts";
import { keyOf, sessionOf, userOf } from "./account-rows.ts";

/** The reading half of the account store, synchronous. */
export interface AccountReader {
  users(team?: string): StoredUser[];
  user(team: string, name: string): StoredUser | undefined;
  keys(team: string, user?: string): StoredKey[];
  key(id: string): StoredKey | undefined;
  session(hash: string): StoredSession | undefined;
}

export function createAccountReader(database: Database): AccountReader {
  const selectUsers = database.prepare(
    "SELECT * FROM account_user WHERE (? IS NULL OR team = ?) ORDER BY team, name",
  );
  const selectUser = database.prepare("SELECT * FROM account_user WHERE team = ? AND name = ?");
  const selectKeys = database.prepare(
    "SELECT * FROM account_key WHERE team = ? AND (? IS NULL OR name = ?) ORDER BY created_ms, id",
  );
  const selectKey = database.prepare("SELECT * FROM account_key WHERE id = ?");
  const selectSession = database.prepare("SELECT * FROM account_session WHERE hash = ?");

  return {
    users(team) {
      const wanted = plain(team);
      return selectUsers.all(wanted, wanted).map(userOf);
    },
    user: (team, name) => mapped(selectUser.get(toPlainText(team), toPlainText(name)), userOf),
    keys(team, user) {
      const wanted = plain(user);
      return selectKeys.all(toPlainText(team), wanted, wanted).map(keyOf);
    },
    key: (id) => mapped(selectKey.get(toPlainText(id)), keyOf),
    session: (hash) => mapped(selectSession.get(hash), sessionOf),
  };
}

function plain(text: string | undefined): string | null {
  return text === undefined ? null : toPlainText(text);
}

function mapped<Value>(row: SqlRow | undefined, map: (row: SqlRow) => Value): Value | undefined {
  return row === undefined ? undefined : map(row);
}
