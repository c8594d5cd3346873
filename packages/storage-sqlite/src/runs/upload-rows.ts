import type { StoredSource, UploadedFile } from "@stepwell/storage";
import { fromPlainText, toPlainText } from "@stepwell/storage/adapter";
import type { Database, SqlRow } from "../database/driver.ts";

type Uploads = NonNullable<StoredSource["uploads"]>;

/** What `source.uploads` holds where there are any: they have rows of their own. */
export const IN_ROWS = "{}";

/** Makes what reads the files that came by wire for a row of `source`; undefined for a source that takes none. */
export function createUploadReader(database: Database): (source: SqlRow) => Uploads | undefined {
  const select = database.prepare("SELECT path, address, size, md5 FROM upload WHERE source = ?");
  return ({ number, uploads }) => {
    if (uploads === null) return undefined;
    const early = uploads === IN_ROWS ? {} : (JSON.parse(uploads as string) as Uploads);
    const own = select.all(number as number).map((row): [string, UploadedFile] => [
      fromPlainText(row["path"] as string),
      {
        address: row["address"] as string,
        size: row["size"] as number,
        ...(row["md5"] === null ? {} : { md5: row["md5"] as string }),
      },
    ]);
    return { ...early, ...Object.fromEntries(own) };
  };
}

/** Makes what writes them: only rows that changed are written, since a run may have thousands and gets them one by one. */
export function createUploadWriter(database: Database): (source: number, uploads: Uploads) => void {
  const select = database.prepare("SELECT path, address, size, md5 FROM upload WHERE source = ?");
  const upsert = database.prepare(
    "INSERT OR REPLACE INTO upload (source, path, address, size, md5) VALUES (?, ?, ?, ?, ?)",
  );
  const remove = database.prepare("DELETE FROM upload WHERE source = ? AND path = ?");
  return (source, uploads) => {
    const left = new Map(select.all(source).map((row) => [row["path"] as string, row]));
    for (const [name, { address, size, md5 = null }] of Object.entries(uploads)) {
      const path = toPlainText(name);
      const row = left.get(path);
      left.delete(path);
      const isSame = row?.["address"] === address && row["size"] === size && row["md5"] === md5;
      if (!isSame) upsert.run(source, path, address, size, md5);
    }
    for (const path of left.keys()) remove.run(source, path);
  };
}

/** Makes what tells whether any of them has this address; `early` ones are in none of the rows. */
export function createUploadFinder(database: Database): {
  isNamed(address: string): boolean;
  early(): Iterable<string>;
} {
  const select = database.prepare("SELECT 1 AS found FROM upload WHERE address = ? LIMIT 1");
  const selectEarly = database.prepare(`SELECT uploads FROM source WHERE uploads <> '${IN_ROWS}'`);
  return {
    isNamed: (address) => select.get(address) !== undefined,
    *early() {
      for (const row of selectEarly.all()) {
        const uploads = JSON.parse(row["uploads"] as string) as Uploads;
        for (const { address } of Object.values(uploads)) yield address;
      }
    },
  };
}
