import { fromPlainText, toPlainText } from "@stepwell/storage/adapter";
import type { StoredView, ViewDraft, ViewEntry, ViewStore } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { inTransaction } from "../database/in-transaction.ts";
import type { CallChannel } from "../threads/call-channel.ts";
import type { CallGate } from "../threads/call-gate.ts";
import type { ReaderCall } from "../threads/reader-core.ts";
import type { WriterCall } from "../threads/writer-core.ts";

/** The reading half of saved views, synchronous. */
export interface ViewReader {
  views(project: string): ViewEntry[];
  view(project: string, name: string): StoredView | undefined;
}

/** The writing half of saved views, synchronous. Its caller opens and commits the transactions around the calls. */
export interface ViewWriter {
  saveView(draft: ViewDraft): boolean;
  removeView(project: string, name: string): boolean;
}

/** Saved views over the channels to the writer and a reader. */
export function createViewStore(
  writer: CallChannel<WriterCall>,
  reader: CallChannel<ReaderCall>,
  gate: CallGate,
): ViewStore {
  return {
    list: (...args) => gate.pass(() => reader.call({ name: "views", args })),
    read: (...args) => gate.pass(() => reader.call({ name: "view", args })),
    save: (...args) => gate.pass(() => writer.call({ name: "saveView", args })),
    remove: (...args) => gate.pass(() => writer.call({ name: "removeView", args })),
  };
}

export function createViewReader(database: Database): ViewReader {
  const selectAll = database.prepare("SELECT name, updated_ms FROM view WHERE project = ? ORDER BY name");
  const selectOne = database.prepare(
    "SELECT name, updated_ms, document FROM view WHERE project = ? AND name = ?",
  );
  const seen = <Result>(work: () => Result): Result => inTransaction(database, "BEGIN", work);
  return {
    views: (project) =>
      seen(() =>
        selectAll.all(toPlainText(project)).map((row) => ({
          name: fromPlainText(row["name"] as string),
          updatedMs: row["updated_ms"] as number,
        })),
      ),
    view: (project, name) =>
      seen(() => {
        const row = selectOne.get(toPlainText(project), toPlainText(name));
        return (
          row && {
            name,
            updatedMs: row["updated_ms"] as number,
            document: fromPlainText(row["document"] as string),
          }
        );
      }),
  };
}

export function createViewWriter(database: Database): ViewWriter {
  const countOthers = database.prepare("SELECT count(*) AS others FROM view WHERE project = ? AND name <> ?");
  const upsert = database.prepare(
    `INSERT INTO view (project, name, updated_ms, document) VALUES (?, ?, ?, ?)
     ON CONFLICT (project, name) DO UPDATE SET updated_ms = excluded.updated_ms, document = excluded.document`,
  );
  const remove = database.prepare("DELETE FROM view WHERE project = ? AND name = ? RETURNING name");
  return {
    saveView({ project, name, updatedMs, document, mostOthers }) {
      const place = [toPlainText(project), toPlainText(name)] as const;
      if ((countOthers.get(...place)?.["others"] as number) > mostOthers) return false;
      upsert.run(...place, updatedMs, toPlainText(document));
      return true;
    },
    removeView: (project, name) => remove.get(toPlainText(project), toPlainText(name)) !== undefined,
  };
}
