import type {
  CommittedContent,
  ArtifactDraft,
  ArtifactRole,
  ArtifactUpdate,
  CollectionUpdate,
  Membership,
  StoredArtifact,
  UploadedFile,
} from "@stepwell/storage";
import { artifactStoreError, PENDING_LIFE_MS, toPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow } from "../database/driver.ts";
import { artifactOf, collectionOf, fieldsOf } from "./artifact-rows.ts";
import type { ArtifactFields } from "./artifact-rows.ts";
import { createArtifactSweep } from "./artifact-sweep.ts";
import { createMemberWriter } from "./member-writer.ts";

/** The writing half of the artifact store, synchronous. Its caller opens and commits the transactions around the calls. */
export interface ArtifactWriter {
  create(draft: ArtifactDraft, nowMs: number): StoredArtifact;
  saveManifest(artifact: number, manifest: UploadedFile): void;
  commit(artifact: number, content: CommittedContent, nowMs: number): void;
  addAliases(collection: number, artifact: number, aliases: readonly string[]): void;
  removeAliases(collection: number, artifact: number, aliases: readonly string[]): void;
  link(
    artifact: number,
    portfolio: { project: string; name: string },
    aliases: readonly string[],
    nowMs: number,
  ): Membership;
  unlink(artifact: number, portfolio: number): void;
  update(artifact: number, update: ArtifactUpdate, nowMs: number): void;
  updateCollection(collection: number, update: CollectionUpdate, nowMs: number): void;
  remove(artifact: number, nowMs: number): void;
  removeCollection(collection: number, nowMs: number): void;
  use(artifact: number, run: number, role: ArtifactRole): void;
  saveContent(md5: string, file: UploadedFile, sinceMs?: number): void;
  touchContents(md5s: readonly string[], nowMs: number): void;
  sweep(beforeMs: number): readonly string[];
  /** Forgets what a removed run used and logged. */
  forgetRun(run: number): void;
}

export function createArtifactWriter(database: Database): ArtifactWriter {
  const members = createMemberWriter(database);
  const selectArtifact = database.prepare("SELECT * FROM artifact WHERE number = ?");
  const selectClient = database.prepare(
    "SELECT * FROM artifact WHERE collection = ? AND client_id = ? AND state != 'deleted'",
  );
  const selectDigest = database.prepare(
    "SELECT * FROM artifact WHERE collection = ? AND digest = ? AND state = 'committed' ORDER BY number LIMIT 1",
  );
  const selectDistributed = database.prepare(
    "SELECT * FROM artifact WHERE collection = ? AND distributed_id = ? AND state = 'pending' LIMIT 1",
  );
  const selectInSequence = database.prepare("SELECT number FROM artifact WHERE collection = ?");
  const deletePending = database.prepare(
    "DELETE FROM artifact WHERE collection = ? AND state = 'pending' AND created_ms < ?",
  );
  const insertArtifact = database.prepare(
    `INSERT INTO artifact (collection, state, digest, client_id, distributed_id, fields, size, files, created_ms, updated_ms)
     VALUES (?, 'pending', ?, ?, ?, ?, 0, 0, ?, ?) RETURNING *`,
  );
  const updateFields = database.prepare("UPDATE artifact SET fields = ?, updated_ms = ? WHERE number = ?");
  const updateCommitted = database.prepare(
    "UPDATE artifact SET state = 'committed', fields = ?, size = ?, files = ?, updated_ms = ? WHERE number = ?",
  );
  const updateDeleted = database.prepare(
    "UPDATE artifact SET state = 'deleted', client_id = NULL, fields = ?, updated_ms = ? WHERE number = ?",
  );
  const insertClient = database.prepare(
    "INSERT OR IGNORE INTO artifact_client (id, collection) VALUES (?, ?)",
  );
  const insertUse = database.prepare(
    "INSERT OR IGNORE INTO artifact_use (artifact, run, role) VALUES (?, ?, ?)",
  );
  const deleteUses = database.prepare("DELETE FROM artifact_use WHERE run = ?");
  const upsertContent = database.prepare(
    `INSERT INTO content (md5, address, size, since_ms, counted) VALUES (?1, ?2, ?3, ?4, ?4 IS NOT NULL)
     ON CONFLICT (md5) DO UPDATE SET address = excluded.address, size = excluded.size,
       since_ms = CASE WHEN since_ms IS NULL THEN NULL ELSE excluded.since_ms END`,
  );
  const claimContent = database.prepare(
    "UPDATE content SET since_ms = NULL WHERE md5 = ? AND since_ms IS NOT NULL",
  );
  const touchContent = database.prepare(
    "UPDATE content SET since_ms = ? WHERE md5 = ? AND since_ms IS NOT NULL",
  );
  const insertHolder = database.prepare(
    "INSERT OR IGNORE INTO artifact_content (md5, artifact) VALUES (?, ?)",
  );
  const deleteHolder = database.prepare("DELETE FROM artifact_content WHERE artifact = ?");
  const releaseContent = database.prepare(
    `UPDATE content SET since_ms = ?1 WHERE counted = 1 AND since_ms IS NULL
       AND md5 IN (SELECT md5 FROM artifact_content WHERE artifact = ?2)
       AND NOT EXISTS (SELECT 1 FROM artifact_content AS other WHERE other.md5 = content.md5 AND other.artifact <> ?2)`,
  );
  const sweep = createArtifactSweep(database);

  const need = (number: number): SqlRow => {
    const row = selectArtifact.get(number);
    if (row === undefined || row["state"] === "deleted") throw artifactStoreError.noArtifact(number);
    return row;
  };
  const saveFields = (number: number, fields: ArtifactFields, nowMs: number): void => {
    updateFields.run(JSON.stringify(fields), nowMs, number);
  };
  const known = (draft: ArtifactDraft, collection: number): SqlRow | undefined => {
    const { clientId, distributedId } = draft;
    return (
      (clientId === undefined ? undefined : selectClient.get(collection, toPlainText(clientId))) ??
      selectDigest.get(collection, toPlainText(draft.digest)) ??
      (distributedId === undefined
        ? undefined
        : selectDistributed.get(collection, toPlainText(distributedId)))
    );
  };
  const removeArtifact = (number: number, nowMs: number): void => {
    const row = selectArtifact.get(number);
    if (row === undefined) return;
    const { manifest: _, ...fields } = fieldsOf(row);
    updateDeleted.run(JSON.stringify(fields), nowMs, number);
    members.leaveAll(number);
    releaseContent.run(nowMs, number);
    deleteHolder.run(number);
  };

  return {
    create(draft, nowMs) {
      const { project, collection: name, type, sequenceClientId, aliases, run } = draft;
      const { number: collection } = members.open({ project, name, kind: "sequence", type }, nowMs);
      if (sequenceClientId !== undefined) insertClient.run(toPlainText(sequenceClientId), collection);
      deletePending.run(collection, nowMs - PENDING_LIFE_MS);
      const found = known(draft, collection);
      if (found !== undefined) {
        const number = found["number"] as number;
        if (run !== undefined) insertUse.run(number, run, "output");
        const fields = fieldsOf(found);
        if (found["state"] === "committed") members.give(collection, number, aliases);
        else saveFields(number, { ...fields, aliases: [...new Set([...fields.aliases, ...aliases])] }, nowMs);
        return artifactOf(found);
      }
      const { description, metadata, tags, historyStep, ttlSeconds } = draft;
      const row = insertArtifact.get(
        collection,
        toPlainText(draft.digest),
        draft.clientId === undefined ? null : toPlainText(draft.clientId),
        draft.distributedId === undefined ? null : toPlainText(draft.distributedId),
        JSON.stringify({ description, metadata, tags, run, historyStep, ttlSeconds, aliases }),
        nowMs,
        nowMs,
      ) as SqlRow;
      if (run !== undefined) insertUse.run(row["number"] as number, run, "output");
      return artifactOf(row);
    },
    saveManifest(number, manifest) {
      const row = need(number);
      if (row["state"] !== "pending") return;
      saveFields(number, { ...fieldsOf(row), manifest }, row["updated_ms"] as number);
    },
    commit(number, { manifest, size, files, md5s = [] }, nowMs) {
      const row = need(number);
      if (row["state"] === "committed") return;
      const fields = fieldsOf(row);
      const sequence = row["collection"] as number;
      updateCommitted.run(JSON.stringify({ ...fields, manifest }), size, files, nowMs, number);
      for (const md5 of md5s) {
        claimContent.run(md5);
        insertHolder.run(md5, number);
      }
      members.join(sequence, number, nowMs);
      members.give(sequence, number, [...fields.aliases, "latest"]);
    },
    addAliases(collection, artifact, aliases) {
      members.need(collection);
      members.give(collection, artifact, aliases);
    },
    removeAliases(collection, artifact, aliases) {
      members.need(collection);
      members.take(collection, artifact, aliases);
    },
    link(number, { project, name }, aliases, nowMs) {
      const row = need(number);
      if (row["state"] !== "committed") throw artifactStoreError.notCommitted(number);
      const { type } = collectionOf(members.need(row["collection"] as number));
      const portfolio = members.open({ project, name, kind: "portfolio", type }, nowMs);
      members.join(portfolio.number, number, nowMs);
      members.give(portfolio.number, number, [...aliases, "latest"]);
      return members.find(portfolio.number, number) as Membership;
    },
    unlink(artifact, portfolio) {
      if (members.need(portfolio)["kind"] === "portfolio") members.leave(portfolio, artifact);
    },
    update(number, { description, metadata, tags, ttlSeconds }, nowMs) {
      const { ttlSeconds: before, ...fields } = fieldsOf(need(number));
      const ttl = ttlSeconds === undefined ? before : (ttlSeconds ?? undefined);
      const changed = {
        description: description ?? fields.description,
        metadata: metadata ?? fields.metadata,
        tags: tags ?? fields.tags,
        ...(ttl === undefined ? {} : { ttlSeconds: ttl }),
      };
      saveFields(number, { ...fields, ...changed }, nowMs);
    },
    updateCollection: members.update,
    remove(number, nowMs) {
      need(number);
      removeArtifact(number, nowMs);
    },
    removeCollection(number, nowMs) {
      if (members.need(number)["kind"] === "sequence") {
        for (const row of selectInSequence.all(number)) removeArtifact(row["number"] as number, nowMs);
      }
      members.remove(number);
    },
    use(artifact, run, role) {
      need(artifact);
      insertUse.run(artifact, run, role);
    },
    saveContent(md5, { address, size }, sinceMs) {
      upsertContent.run(md5, address, size, sinceMs ?? null);
    },
    touchContents(md5s, nowMs) {
      for (const md5 of md5s) touchContent.run(nowMs, md5);
    },
    sweep,
    forgetRun(run) {
      deleteUses.run(run);
    },
  };
}
