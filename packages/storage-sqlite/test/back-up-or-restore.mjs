// Started by the backup test, which kills it in the middle: makes or restores one backup, and tells when it begins.
import { writeSync } from "node:fs";

const [entry, what, file, blobs, folder] = process.argv.slice(2);
const { createBackup, restoreBackup } = await import(entry);
writeSync(1, "begins\n");
if (what === "backup") await createBackup({ file, blobs, folder, nowMs: 1 });
else await restoreBackup({ file, blobs, folder });
