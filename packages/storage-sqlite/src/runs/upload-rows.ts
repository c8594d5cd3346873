import type { UploadedFile } from "@stepwell/storage";
import { fromPlainText, toPlainText } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";

/** Makes what reads the files of a run that came by wire, all or those of some paths. */
export function createUploadReader(
  database: Database,
): (run: number, paths?: readonly string[]) => Map<string, UploadedFile> {
  const columns = "path, address, size, md5 FROM source JOIN upload ON upload.source = source.number";
  // Of several sources the last one gives a path.
  const order = "ORDER BY started_ms, id";
  const selectAll = database.prepare(`SELECT ${columns} WHERE run = ? ${order}`);
  const selectSome = database.prepare(
    `SELECT ${columns} WHERE run = ? AND path IN (SELECT value FROM json_each(?)) ${order}`,
  );
  return (run, paths) => {
    const rows =
      paths === undefined
        ? selectAll.all(run)
        : selectSome.all(run, JSON.stringify(paths.map((path) => toPlainText(path))));
    return new Map(
      rows.map(({ path, address, size, md5 }) => [
        fromPlainText(path as string),
        {
          address: address as string,
          size: size as number,
          ...(md5 === null ? {} : { md5: md5 as string }),
        },
      ]),
    );
  };
}

/** The part of the writer that keeps them, a row each: one more costs one row. */
export interface UploadWriter {
  add(source: number, files: Readonly<Record<string, UploadedFile>>): void;
  remove(run: number, paths: readonly string[]): void;
  /** All of a run. */
  removeAll(run: number): void;
}

export function createUploadWriter(database: Database): UploadWriter {
  const upsert = database.prepare(
    "INSERT OR REPLACE INTO upload (source, path, address, size, md5) VALUES (?, ?, ?, ?, ?)",
  );
  const ofRun = "DELETE FROM upload WHERE source IN (SELECT number FROM source WHERE run = ?)";
  const remove = database.prepare(`${ofRun} AND path = ?`);
  const removeAll = database.prepare(ofRun);
  return {
    add(source, files) {
      for (const [path, { address, size, md5 = null }] of Object.entries(files)) {
        upsert.run(source, toPlainText(path), address, size, md5);
      }
    },
    remove(run, paths) {
      for (const path of paths) remove.run(run, toPlainText(path));
    },
    removeAll(run) {
      removeAll.run(run);
    },
  };
}

/** Makes what tells whether any of them has this address. */
export function createUploadFinder(database: Database): (address: string) => boolean {
  const select = database.prepare("SELECT 1 AS found FROM upload WHERE address = ? LIMIT 1");
  return (address) => select.get(address) !== undefined;
}
