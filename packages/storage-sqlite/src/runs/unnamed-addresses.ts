import type { UploadedFile } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";

/** Leaves out the addresses that a run's uploads, an artifact's manifest or its content names. Reads all of the first two. */
export function unnamedAddresses(database: Database, addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  const left = new Set(addresses);
  const selectContent = database.prepare("SELECT 1 AS found FROM content WHERE address = ? LIMIT 1");
  for (const address of addresses) if (selectContent.get(address) !== undefined) left.delete(address);
  for (const row of database.prepare("SELECT fields FROM artifact WHERE state <> 'deleted'").all()) {
    const { manifest } = JSON.parse(row["fields"] as string) as { readonly manifest?: UploadedFile };
    if (manifest !== undefined) left.delete(manifest.address);
  }
  for (const row of database.prepare("SELECT uploads FROM source WHERE uploads IS NOT NULL").all()) {
    const uploads = JSON.parse(row["uploads"] as string) as Readonly<Record<string, UploadedFile>>;
    for (const { address } of Object.values(uploads)) left.delete(address);
  }
  return [...left];
}
