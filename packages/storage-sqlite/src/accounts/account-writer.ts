import type { StoredKey, StoredSession, StoredUser } from "@stepwell/storage";
import { accountStoreError, toPlainText } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";

/** The writing half of the account store, synchronous. Its caller opens and commits the transactions around the calls. */
export interface AccountWriter {
  saveUser(user: StoredUser): void;
  removeUser(team: string, name: string): boolean;
  addKey(key: StoredKey): void;
  noteUse(id: string, usedMs: number): void;
  removeKey(id: string): boolean;
  addSession(session: StoredSession): void;
  removeSession(hash: string): void;
}

export function createAccountWriter(database: Database): AccountWriter {
  const upsertUser = database.prepare(
    `INSERT INTO account_user (team, name, role, created_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (team, name) DO UPDATE SET role = excluded.role, created_ms = excluded.created_ms`,
  );
  const selectUser = database.prepare("SELECT 1 FROM account_user WHERE team = ? AND name = ?");
  const deleteUser = database.prepare("DELETE FROM account_user WHERE team = ? AND name = ? RETURNING name");
  const deleteSessionsOfUser = database.prepare(
    "DELETE FROM account_session WHERE key IN (SELECT id FROM account_key WHERE team = ? AND name = ?)",
  );
  const deleteKeysOfUser = database.prepare("DELETE FROM account_key WHERE team = ? AND name = ?");
  const selectKey = database.prepare("SELECT 1 FROM account_key WHERE id = ?");
  const insertKey = database.prepare(
    `INSERT INTO account_key (id, team, name, label, hash, created_ms, used_ms) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const updateUse = database.prepare("UPDATE account_key SET used_ms = ? WHERE id = ?");
  const deleteKey = database.prepare("DELETE FROM account_key WHERE id = ? RETURNING id");
  const deleteSessionsOfKey = database.prepare("DELETE FROM account_session WHERE key = ?");
  const insertSession = database.prepare(
    "INSERT INTO account_session (hash, key, created_ms, ends_ms) VALUES (?, ?, ?, ?)",
  );
  const deleteEnded = database.prepare("DELETE FROM account_session WHERE ends_ms <= ?");
  const deleteSession = database.prepare("DELETE FROM account_session WHERE hash = ?");

  return {
    saveUser({ team, name, role, createdMs }) {
      upsertUser.run(toPlainText(team), toPlainText(name), role, createdMs);
    },
    removeUser(teamName, userName) {
      const [team, name] = [toPlainText(teamName), toPlainText(userName)];
      deleteSessionsOfUser.run(team, name);
      deleteKeysOfUser.run(team, name);
      return deleteUser.get(team, name) !== undefined;
    },
    addKey(key) {
      const [id, team, user] = [toPlainText(key.id), toPlainText(key.team), toPlainText(key.user)];
      if (selectUser.get(team, user) === undefined) throw accountStoreError.noUser(key.team, key.user);
      if (selectKey.get(id) !== undefined) throw accountStoreError.takenKey(key.id);
      insertKey.run(id, team, user, toPlainText(key.label), key.hash, key.createdMs, key.usedMs ?? null);
    },
    noteUse(id, usedMs) {
      updateUse.run(usedMs, toPlainText(id));
    },
    removeKey(id) {
      deleteSessionsOfKey.run(toPlainText(id));
      return deleteKey.get(toPlainText(id)) !== undefined;
    },
    addSession({ hash, key, createdMs, endsMs }) {
      if (selectKey.get(toPlainText(key)) === undefined) throw accountStoreError.noKey(key);
      deleteEnded.run(createdMs);
      insertSession.run(hash, toPlainText(key), createdMs, endsMs);
    },
    removeSession(hash) {
      deleteSession.run(hash);
    },
  };
}
