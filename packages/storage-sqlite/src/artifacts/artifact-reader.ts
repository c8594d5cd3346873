import type {
  ArtifactPage,
  ArtifactRole,
  Membership,
  StoredArtifact,
  StoredCollection,
  UploadedFile,
} from "@stepwell/storage";
import { fromPlainText, toPlainText, versionOfAlias } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import { artifactOf, collectionOf, contentOf, createMemberReader } from "./artifact-rows.ts";

/** The reading half of the artifact store, synchronous. Each call sees one state of the database. */
export interface ArtifactReader {
  artifact(number: number): StoredArtifact | undefined;
  collection(number: number): StoredCollection | undefined;
  findCollection(project: string, name: string): StoredCollection | undefined;
  findClient(clientId: string): { artifact: number } | { collection: number } | undefined;
  collections(query: ArtifactPage & { project: string; type?: string }): StoredCollection[];
  types(project: string): { name: string; createdMs: number }[];
  member(collection: number, alias: string): Membership | undefined;
  members(collection: number, page: ArtifactPage): Membership[];
  memberships(artifact: number): Membership[];
  ofRun(run: number, role: ArtifactRole, page: ArtifactPage): StoredArtifact[];
  usedBy(artifact: number): number[];
  expired(nowMs: number): number[];
  contents(md5s: readonly string[]): (UploadedFile | undefined)[];
}

export function createArtifactReader(database: Database): ArtifactReader {
  const selectArtifact = database.prepare("SELECT * FROM artifact WHERE number = ?");
  const selectCollection = database.prepare("SELECT * FROM artifact_collection WHERE number = ?");
  const selectByName = database.prepare("SELECT * FROM artifact_collection WHERE project = ? AND name = ?");
  const selectClient = database.prepare("SELECT number FROM artifact WHERE client_id = ?");
  const selectSequence = database.prepare("SELECT collection FROM artifact_client WHERE id = ?");
  const withVersions =
    "EXISTS (SELECT 1 FROM artifact_member WHERE artifact_member.collection = artifact_collection.number)";
  const selectCollections = database.prepare(
    `SELECT * FROM artifact_collection WHERE project = ? AND (? IS NULL OR type = ?) AND number > ? AND ${withVersions}
     ORDER BY number LIMIT ?`,
  );
  const selectTypes = database.prepare(
    `SELECT type, min(created_ms) AS created FROM artifact_collection WHERE project = ? AND ${withVersions} GROUP BY type`,
  );
  const selectAlias = database.prepare(
    "SELECT version FROM artifact_alias WHERE collection = ? AND alias = ?",
  );
  const membersAt = createMemberReader(database, "collection = ? AND version = ?");
  const membersAfter = createMemberReader(database, "collection = ? AND version > ?");
  const membersOf = createMemberReader(database, "artifact = ?");
  const selectOfRun = database.prepare(
    `SELECT artifact.* FROM artifact_use JOIN artifact ON artifact.number = artifact_use.artifact
     WHERE artifact_use.run = ? AND artifact_use.role = ? AND artifact.number > ? AND artifact.state = 'committed'
     ORDER BY artifact.number LIMIT ?`,
  );
  const selectUsers = database.prepare(
    "SELECT run FROM artifact_use WHERE artifact = ? AND role = 'input' ORDER BY run",
  );
  const selectExpired = database.prepare(
    `SELECT number FROM artifact WHERE state = 'committed' AND created_ms + json_extract(fields, '$.ttlSeconds') * 1000 <= ?
     AND NOT EXISTS (SELECT 1 FROM artifact_member JOIN artifact_collection ON artifact_collection.number = artifact_member.collection
       WHERE artifact_member.artifact = artifact.number AND artifact_collection.kind = 'portfolio')
     ORDER BY number LIMIT 1000`,
  );
  const selectContent = database.prepare("SELECT * FROM content WHERE md5 = ?");
  const seen = <Result>(work: () => Result): Result => inTransaction(database, "BEGIN", work);

  return {
    artifact(number) {
      const row = selectArtifact.get(number);
      return row && artifactOf(row);
    },
    collection(number) {
      const row = selectCollection.get(number);
      return row && collectionOf(row);
    },
    findCollection(project, name) {
      const row = selectByName.get(toPlainText(project), toPlainText(name));
      return row && collectionOf(row);
    },
    findClient: (clientId) =>
      seen(() => {
        const artifact = selectClient.get(toPlainText(clientId));
        if (artifact !== undefined) return { artifact: artifact["number"] as number };
        const sequence = selectSequence.get(toPlainText(clientId));
        return sequence && { collection: sequence["collection"] as number };
      }),
    collections({ project, type, limit, after = -1 }) {
      const wanted = type === undefined ? null : toPlainText(type);
      return selectCollections.all(toPlainText(project), wanted, wanted, after, limit).map(collectionOf);
    },
    types: (project) =>
      selectTypes
        .all(toPlainText(project))
        .map((row) => ({ name: fromPlainText(row["type"] as string), createdMs: row["created"] as number }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    member: (collection, alias) =>
      seen(() => {
        const version =
          versionOfAlias(alias) ?? (selectAlias.get(collection, toPlainText(alias))?.["version"] as number);
        return version === undefined ? undefined : membersAt(collection, version, 1)[0];
      }),
    members: (collection, { limit, after = -1 }) => seen(() => membersAfter(collection, after, limit)),
    memberships: (artifact) => seen(() => membersOf(artifact, -1)),
    ofRun: (run, role, { limit, after = -1 }) => selectOfRun.all(run, role, after, limit).map(artifactOf),
    usedBy: (artifact) => selectUsers.all(artifact).map(({ run }) => run as number),
    expired: (nowMs) => selectExpired.all(nowMs).map(({ number }) => number as number),
    contents: (md5s) => seen(() => md5s.map((md5) => contentOf(selectContent.get(md5)))),
  };
}
