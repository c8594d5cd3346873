import type { Database } from "./driver.ts";
import { inTransaction } from "./in-transaction.ts";
import { pragmaNumber } from "./pragma.ts";

// Step n leads from version n to n + 1. A step that was released is never changed; a new one is added.
//
// Packed keys keep what is read together side by side, and stay below 2^53 so that JavaScript reads them exactly:
//   tail: stream * 2^30 + sequence · block: stream * 2^22 + block · head, fine, cells: series * 2^22 + block
export const STEPS: readonly string[] = [
  `
  CREATE TABLE stream (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name TEXT NOT NULL,
    lines INTEGER NOT NULL, rows INTEGER NOT NULL, epoch INTEGER NOT NULL, next_tail INTEGER NOT NULL,
    UNIQUE (run, name)
  );
  CREATE TABLE feed (
    stream INTEGER NOT NULL, source TEXT NOT NULL, mark INTEGER NOT NULL, holes TEXT NOT NULL,
    PRIMARY KEY (stream, source)
  ) WITHOUT ROWID;
  CREATE TABLE series (
    id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, key TEXT NOT NULL,
    numbers INTEGER NOT NULL, others TEXT NOT NULL,
    UNIQUE (stream, key)
  );
  CREATE TABLE tail (id INTEGER PRIMARY KEY, line INTEGER NOT NULL, rows INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE TABLE block (id INTEGER PRIMARY KEY, present BLOB NOT NULL);
  CREATE TABLE head (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE fine (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE cells (id INTEGER PRIMARY KEY, data BLOB NOT NULL);

  CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, run_id TEXT NOT NULL, color INTEGER NOT NULL,
    created_ms REAL NOT NULL, updated_ms REAL NOT NULL, status TEXT NOT NULL, edits TEXT NOT NULL,
    UNIQUE (project, run_id)
  );
  CREATE INDEX run_by_number ON run (project, number);
  CREATE INDEX run_by_update ON run (project, updated_ms);
  CREATE TABLE source (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, run INTEGER NOT NULL, started_ms REAL NOT NULL,
    origin TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, damage TEXT NOT NULL
  );
  CREATE INDEX source_by_run ON source (run, started_ms, id);
  CREATE TABLE console (
    source INTEGER NOT NULL, number INTEGER NOT NULL, stream TEXT NOT NULL, time REAL, text TEXT NOT NULL,
    PRIMARY KEY (source, number)
  ) WITHOUT ROWID;
  CREATE TABLE tombstone (id TEXT PRIMARY KEY) WITHOUT ROWID;
  `,
  "ALTER TABLE source ADD COLUMN uploads TEXT",
  `
  CREATE TABLE artifact_collection (
    number INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    type TEXT NOT NULL, description TEXT NOT NULL, tags TEXT NOT NULL, next_version INTEGER NOT NULL,
    created_ms REAL NOT NULL, updated_ms REAL NOT NULL,
    UNIQUE (project, name)
  );
  CREATE TABLE artifact (
    number INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, state TEXT NOT NULL, digest TEXT NOT NULL,
    client_id TEXT, distributed_id TEXT, fields TEXT NOT NULL, size INTEGER NOT NULL, files INTEGER NOT NULL,
    created_ms REAL NOT NULL, updated_ms REAL NOT NULL
  );
  CREATE INDEX artifact_by_digest ON artifact (collection, digest);
  CREATE INDEX artifact_by_client ON artifact (client_id) WHERE client_id IS NOT NULL;
  CREATE INDEX artifact_by_state ON artifact (collection, created_ms) WHERE state = 'pending';
  CREATE TABLE artifact_member (
    collection INTEGER NOT NULL, version INTEGER NOT NULL, artifact INTEGER NOT NULL, created_ms REAL NOT NULL,
    PRIMARY KEY (collection, version)
  ) WITHOUT ROWID;
  CREATE INDEX member_by_artifact ON artifact_member (artifact, collection);
  CREATE TABLE artifact_alias (
    collection INTEGER NOT NULL, alias TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (collection, alias)
  ) WITHOUT ROWID;
  CREATE INDEX alias_by_member ON artifact_alias (collection, version);
  CREATE TABLE artifact_client (id TEXT PRIMARY KEY, collection INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE artifact_use (
    artifact INTEGER NOT NULL, run INTEGER NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (artifact, run, role)
  ) WITHOUT ROWID;
  CREATE INDEX use_by_run ON artifact_use (run, role, artifact);
  CREATE TABLE content (md5 TEXT PRIMARY KEY, address TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
  `,
  "ALTER TABLE source ADD COLUMN rewound TEXT; ALTER TABLE source ADD COLUMN stale INTEGER",
  `
  CREATE TABLE project (name TEXT PRIMARY KEY, description TEXT NOT NULL, created_ms REAL NOT NULL) WITHOUT ROWID;
  ALTER TABLE source ADD COLUMN silent INTEGER;
  ALTER TABLE content ADD COLUMN since_ms REAL;
  CREATE INDEX content_by_time ON content (since_ms) WHERE since_ms IS NOT NULL;
  `,
  `
  CREATE TABLE account_user (
    team TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, created_ms REAL NOT NULL,
    PRIMARY KEY (team, name)
  ) WITHOUT ROWID;
  CREATE TABLE account_key (
    id TEXT PRIMARY KEY, team TEXT NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL, hash TEXT NOT NULL,
    created_ms REAL NOT NULL, used_ms REAL
  ) WITHOUT ROWID;
  CREATE INDEX account_key_by_user ON account_key (team, name);
  CREATE TABLE account_session (
    hash TEXT PRIMARY KEY, key TEXT NOT NULL, created_ms REAL NOT NULL, ends_ms REAL NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX account_session_by_key ON account_session (key);
  `,
  `
  CREATE TABLE removed_run (project TEXT NOT NULL, run_id TEXT NOT NULL, PRIMARY KEY (project, run_id)) WITHOUT ROWID;
  ALTER TABLE stream ADD COLUMN seals INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE stream ADD COLUMN reseals INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE stream ADD COLUMN sealing INTEGER;
  `,
  // What runs are found by. A fact_column holds one path's facts of the 256 runs of a block: key * 2^22 + block. Runs
  // whose facts changed since are in fact_stale; the counts of a fact_key are those of its columns.
  `
  CREATE TABLE fact_key (
    id INTEGER PRIMARY KEY, project TEXT NOT NULL, path TEXT NOT NULL,
    runs INTEGER NOT NULL, numbers INTEGER NOT NULL, texts INTEGER NOT NULL,
    UNIQUE (project, path)
  );
  CREATE TABLE fact_column (id INTEGER PRIMARY KEY, block INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE INDEX fact_column_by_block ON fact_column (block);
  CREATE TABLE fact_stale (
    project TEXT NOT NULL, run INTEGER NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (project, run)
  ) WITHOUT ROWID;
  CREATE TABLE fact_project (project TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO fact_stale SELECT project, number, number FROM run;
  CREATE TABLE run_color (
    project TEXT NOT NULL, color INTEGER NOT NULL, runs INTEGER NOT NULL, PRIMARY KEY (project, color)
  ) WITHOUT ROWID;
  INSERT INTO run_color SELECT project, color, count(*) FROM run GROUP BY project, color;
  `,
  "CREATE INDEX content_by_address ON content (address)",
  // Which artifacts hold a content; known of all that hold it where it is counted.
  `
  CREATE TABLE artifact_content (md5 TEXT NOT NULL, artifact INTEGER NOT NULL, PRIMARY KEY (md5, artifact)) WITHOUT ROWID;
  CREATE INDEX artifact_content_by_artifact ON artifact_content (artifact);
  ALTER TABLE content ADD COLUMN counted INTEGER;
  `,
  "ALTER TABLE console ADD COLUMN label TEXT",
  // What runs were called before they were moved. The mark of archived runs repeats what their edits say.
  `
  CREATE TABLE former_name (
    project TEXT NOT NULL, run_id TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (project, run_id)
  ) WITHOUT ROWID;
  CREATE INDEX former_name_by_run ON former_name (run);
  ALTER TABLE run ADD COLUMN archived INTEGER;
  `,
  // Files that came by wire, one a row. What stands in source.uploads came before this step, until its source is saved again.
  `
  CREATE TABLE upload (
    source INTEGER NOT NULL, path TEXT NOT NULL, address TEXT NOT NULL, size INTEGER NOT NULL, md5 TEXT,
    PRIMARY KEY (source, path)
  ) WITHOUT ROWID;
  CREATE INDEX upload_by_address ON upload (address);
  `,
  "ALTER TABLE source ADD COLUMN read_bytes INTEGER",
  // A path that begins with a quote stands as JSON.
  `
  INSERT OR IGNORE INTO upload (source, path, address, size, md5)
    SELECT source.number, iif(substr(file.key, 1, 1) = '"', json_quote(file.key), file.key),
      file.value ->> 'address', file.value ->> 'size', file.value ->> 'md5'
    FROM source, json_each(source.uploads) AS file WHERE source.uploads IS NOT NULL;
  UPDATE source SET uploads = NULL WHERE uploads IS NOT NULL;
  `,
  `
  CREATE TABLE view (
    project TEXT NOT NULL, name TEXT NOT NULL, updated_ms REAL NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (project, name)
  );
  `,
];

/** Brings the schema to the newest version, step by step. Throws for a file that a newer program wrote, or another one. */
export function migrate(database: Database, file: string): void {
  const version = pragmaNumber(database, "user_version");
  if (version > STEPS.length) {
    throw new Error(
      `[storage-sqlite] Failed to open "${file}": its schema version "${version}" is newer than this program's "${STEPS.length}". Update stepwell, or name another data folder.`,
    );
  }
  if (isForeign(database, version)) {
    throw new Error(
      `[storage-sqlite] Failed to open "${file}": it is the database of another program. Name another data folder, or move it away.`,
    );
  }
  STEPS.slice(version).forEach((step, index) => {
    inTransaction(database, "BEGIN IMMEDIATE", () => {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  });
}

function isForeign(database: Database, version: number): boolean {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const own = tables.filter(({ name }) => name === "stream" || name === "tombstone").length;
  return version === 0 ? tables.length > 0 : own < 2;
}
