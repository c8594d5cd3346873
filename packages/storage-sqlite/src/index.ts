export { openSqliteStorage } from "./open-sqlite-storage.ts";
export type { SqliteStorage, SqliteStorageOptions } from "./open-sqlite-storage.ts";
export { createBackup } from "./backup/create-backup.ts";
export type { Backup, CreateBackupOptions } from "./backup/create-backup.ts";
export type { BackupNotes } from "./backup/backup-notes.ts";
export { restoreBackup } from "./backup/restore-backup.ts";
export type { RestoreBackupOptions } from "./backup/restore-backup.ts";
export type { DamagedRun, StorageReport } from "./check/check-storage.ts";
export { reportText } from "./check/report-text.ts";
