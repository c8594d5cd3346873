import type { CollectionUpdate, Membership, StoredCollection } from "@stepwell/storage";
import { artifactStoreError, givenAliases, toPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow } from "../database/driver.ts";
import { collectionOf, createMemberReader } from "./artifact-rows.ts";

/** Writes collections, which artifacts are in them under which version, and the aliases. */
export interface MemberWriter {
  /** Finds or makes a collection. Throws when one of that name is of another kind, or has versions of another type. */
  open(wanted: Pick<StoredCollection, "project" | "name" | "kind" | "type">, nowMs: number): StoredCollection;
  need(collection: number): SqlRow;
  update(collection: number, update: CollectionUpdate, nowMs: number): void;
  remove(collection: number): void;
  join(collection: number, artifact: number, nowMs: number): void;
  leave(collection: number, artifact: number): void;
  leaveAll(artifact: number): void;
  find(collection: number, artifact: number): Membership | undefined;
  give(collection: number, artifact: number, aliases: readonly string[]): void;
  take(collection: number, artifact: number, aliases: readonly string[]): void;
}

export function createMemberWriter(database: Database): MemberWriter {
  const selectCollection = database.prepare("SELECT * FROM artifact_collection WHERE number = ?");
  const selectByName = database.prepare("SELECT * FROM artifact_collection WHERE project = ? AND name = ?");
  const insertCollection = database.prepare(
    `INSERT INTO artifact_collection (project, kind, name, type, description, tags, next_version, created_ms, updated_ms)
     VALUES (?, ?, ?, ?, '', '[]', 0, ?, ?) RETURNING *`,
  );
  const updateCollection = database.prepare(
    "UPDATE artifact_collection SET name = ?, type = ?, description = ?, tags = ?, updated_ms = ? WHERE number = ?",
  );
  const takeVersion = database.prepare(
    "UPDATE artifact_collection SET next_version = next_version + 1, updated_ms = ? WHERE number = ? RETURNING next_version",
  );
  const deleteCollection = [
    "DELETE FROM artifact_alias WHERE collection = ?",
    "DELETE FROM artifact_member WHERE collection = ?",
    "DELETE FROM artifact_client WHERE collection = ?",
    "DELETE FROM artifact_collection WHERE number = ?",
  ].map((sql) => database.prepare(sql));
  const selectLast = database.prepare(
    "SELECT version, artifact FROM artifact_member WHERE collection = ? ORDER BY version DESC LIMIT 1",
  );
  const insertMember = database.prepare(
    "INSERT INTO artifact_member (collection, version, artifact, created_ms) VALUES (?, ?, ?, ?)",
  );
  const deleteMember = database.prepare("DELETE FROM artifact_member WHERE collection = ? AND version = ?");
  const upsertAlias = database.prepare(
    `INSERT INTO artifact_alias (collection, alias, version) VALUES (?, ?, ?)
     ON CONFLICT (collection, alias) DO UPDATE SET version = excluded.version`,
  );
  const deleteAlias = database.prepare(
    "DELETE FROM artifact_alias WHERE collection = ? AND alias = ? AND version = ?",
  );
  const deleteAliases = database.prepare("DELETE FROM artifact_alias WHERE collection = ? AND version = ?");
  const membersAs = createMemberReader(database, "collection = ? AND artifact = ?");
  const membersOf = createMemberReader(database, "artifact = ?");

  const need = (number: number): SqlRow => {
    const row = selectCollection.get(number);
    if (row === undefined) throw artifactStoreError.noCollection(number);
    return row;
  };
  const find = (collection: number, artifact: number): Membership | undefined =>
    membersAs(collection, artifact, 1)[0];
  const leave = (collection: number, artifact: number): void => {
    const member = find(collection, artifact);
    if (member === undefined) return;
    deleteAliases.run(collection, member.version);
    deleteMember.run(collection, member.version);
    const last = member.aliases.includes("latest") ? selectLast.get(collection) : undefined;
    if (last !== undefined) upsertAlias.run(collection, "latest", last["version"] as number);
  };

  return {
    need,
    find,
    leave,
    open({ project, name, kind, type }, nowMs) {
      const row = selectByName.get(toPlainText(project), toPlainText(name));
      if (row === undefined) {
        const texts = [toPlainText(project), kind, toPlainText(name), toPlainText(type)];
        return collectionOf(insertCollection.get(...texts, nowMs, nowMs) as SqlRow);
      }
      const found = collectionOf(row);
      if (found.kind !== kind) throw artifactStoreError.otherKind(name, found.kind);
      if (selectLast.get(found.number) === undefined) {
        updateCollection.run(
          row["name"] as string,
          toPlainText(type),
          row["description"] as string,
          row["tags"] as string,
          found.updatedMs,
          found.number,
        );
      } else if (kind === "sequence" && found.type !== type)
        throw artifactStoreError.otherType(name, found.type);
      return found;
    },
    update(number, { name, type, description, tags }, nowMs) {
      const { project, ...old } = collectionOf(need(number));
      const other =
        name === undefined ? undefined : selectByName.get(toPlainText(project), toPlainText(name));
      if (other !== undefined && other["number"] !== number) throw artifactStoreError.nameTaken(name ?? "");
      updateCollection.run(
        toPlainText(name ?? old.name),
        toPlainText(type ?? old.type),
        toPlainText(description ?? old.description),
        JSON.stringify(tags ?? old.tags),
        nowMs,
        number,
      );
    },
    remove(number) {
      for (const statement of deleteCollection) statement.run(number);
    },
    join(collection, artifact, nowMs) {
      if (find(collection, artifact) !== undefined) return;
      const next = takeVersion.get(nowMs, collection)?.["next_version"] as number;
      insertMember.run(collection, next - 1, artifact, nowMs);
    },
    leaveAll(artifact) {
      for (const { collection } of membersOf(artifact, -1)) leave(collection, artifact);
    },
    give(collection, artifact, aliases) {
      const member = find(collection, artifact);
      if (member === undefined) return;
      for (const alias of givenAliases(aliases))
        upsertAlias.run(collection, toPlainText(alias), member.version);
    },
    take(collection, artifact, aliases) {
      const member = find(collection, artifact);
      if (member === undefined) return;
      for (const alias of aliases) deleteAlias.run(collection, toPlainText(alias), member.version);
    },
  };
}
