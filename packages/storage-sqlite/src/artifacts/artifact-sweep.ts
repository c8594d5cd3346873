import type { Database } from "../database/driver.ts";
import { createUploadFinder } from "../runs/upload-rows.ts";
import { fieldsOf } from "./artifact-rows.ts";

const MAX_AT_ONCE = 1000;

/** Makes the part of the writer that removes what was begun and never committed; its caller opens the transaction. */
export function createArtifactSweep(database: Database): (beforeMs: number) => readonly string[] {
  const selectPending = database.prepare(
    `SELECT * FROM artifact WHERE state = 'pending' AND created_ms < ? LIMIT ${MAX_AT_ONCE}`,
  );
  const deletePending = database.prepare("DELETE FROM artifact WHERE number = ?");
  const selectWaiting = database.prepare(
    `SELECT md5, address FROM content WHERE since_ms IS NOT NULL AND since_ms < ? LIMIT ${MAX_AT_ONCE}`,
  );
  const deleteWaiting = database.prepare("DELETE FROM content WHERE md5 = ?");
  const selectNamed = database.prepare("SELECT 1 AS found FROM content WHERE address = ? LIMIT 1");
  const selectManifests = database.prepare("SELECT * FROM artifact");
  const isUpload = createUploadFinder(database);

  return (beforeMs) => {
    const gone = new Set<string>();
    for (const row of selectPending.all(beforeMs)) {
      const { manifest } = fieldsOf(row);
      if (manifest !== undefined) gone.add(manifest.address);
      deletePending.run(row["number"] as number);
    }
    for (const row of selectWaiting.all(beforeMs)) {
      gone.add(row["address"] as string);
      deleteWaiting.run(row["md5"] as string);
    }
    for (const address of gone)
      if (selectNamed.get(address) !== undefined || isUpload(address)) gone.delete(address);
    if (gone.size === 0) return [];
    // There is seldom anything to look for, so that these need no index.
    for (const row of selectManifests.all()) gone.delete(fieldsOf(row).manifest?.address ?? "");
    return [...gone];
  };
}
