import type { Membership, StoredArtifact, StoredCollection, UploadedFile } from "@stepwell/storage";
import { fromPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow, SqlValue } from "../database/driver.ts";

/** Members of an artifact that nothing looks for; the rest have columns. */
export type ArtifactFields = Pick<
  StoredArtifact,
  "description" | "metadata" | "tags" | "run" | "historyStep" | "ttlSeconds" | "manifest"
> & { readonly aliases: readonly string[] };

/** Turns rows of the tables into what the port speaks of. */
export function artifactOf(row: SqlRow): StoredArtifact {
  const { aliases: _, ...fields } = fieldsOf(row);
  const text = (name: string): string => fromPlainText(row[name] as string);
  return {
    ...fields,
    number: row["number"] as number,
    sequence: row["collection"] as number,
    state: row["state"] as StoredArtifact["state"],
    digest: text("digest"),
    ...(row["client_id"] === null ? {} : { clientId: text("client_id") }),
    ...(row["distributed_id"] === null ? {} : { distributedId: text("distributed_id") }),
    size: row["size"] as number,
    files: row["files"] as number,
    createdMs: row["created_ms"] as number,
    updatedMs: row["updated_ms"] as number,
  };
}

export function fieldsOf(row: SqlRow): ArtifactFields {
  return JSON.parse(row["fields"] as string) as ArtifactFields;
}

export function collectionOf(row: SqlRow): StoredCollection {
  const text = (name: string): string => fromPlainText(row[name] as string);
  return {
    number: row["number"] as number,
    project: text("project"),
    kind: row["kind"] as StoredCollection["kind"],
    name: text("name"),
    type: text("type"),
    description: text("description"),
    tags: JSON.parse(row["tags"] as string) as string[],
    createdMs: row["created_ms"] as number,
    updatedMs: row["updated_ms"] as number,
  };
}

export function contentOf(row: SqlRow | undefined): UploadedFile | undefined {
  return row && { address: row["address"] as string, size: row["size"] as number };
}

/** Reads members with their aliases. `where` is a condition on the member, such as "artifact = ?". */
export function createMemberReader(
  database: Database,
  where: string,
): (...values: SqlValue[]) => Membership[] {
  const select = database.prepare(
    `SELECT * FROM artifact_member WHERE ${where} ORDER BY collection, version LIMIT ?`,
  );
  const selectAliases = database.prepare(
    "SELECT alias FROM artifact_alias WHERE collection = ? AND version = ?",
  );
  return (...values) =>
    select.all(...values).map((row) => {
      const collection = row["collection"] as number;
      const version = row["version"] as number;
      const aliases = selectAliases
        .all(collection, version)
        .map(({ alias }) => fromPlainText(alias as string));
      return {
        collection,
        artifact: row["artifact"] as number,
        version,
        aliases: aliases.toSorted(),
        createdMs: row["created_ms"] as number,
      };
    });
}
