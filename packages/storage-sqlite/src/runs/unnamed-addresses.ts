import type { UploadedFile } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { createUploadFinder } from "./upload-rows.ts";

/** Leaves out the addresses that a run's uploads, an artifact's manifest or its content names. Reads all manifests' addresses. */
export function unnamedAddresses(database: Database, addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  const isUpload = createUploadFinder(database);
  const left = new Set(addresses);
  const selectContent = database.prepare("SELECT 1 AS found FROM content WHERE address = ? LIMIT 1");
  for (const address of addresses) {
    if (selectContent.get(address) !== undefined || isUpload(address)) left.delete(address);
  }
  for (const row of database.prepare("SELECT fields FROM artifact WHERE state <> 'deleted'").all()) {
    const { manifest } = JSON.parse(row["fields"] as string) as { readonly manifest?: UploadedFile };
    if (manifest !== undefined) left.delete(manifest.address);
  }
  return [...left];
}
