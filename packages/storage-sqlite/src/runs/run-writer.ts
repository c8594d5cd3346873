import { printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { nextColor, runStoreError, toPlainText } from "@stepwell/storage/adapter";
import type { ConsoleLine } from "@stepwell/runlog";
import type { RunUpdate, StoredProject, StoredRun, StoredSource, UploadedFile } from "@stepwell/storage";
import type { Database, SqlRow } from "../database/driver.ts";
import type { FactWriter } from "../facts/fact-writer.ts";
import { selectByAnyName } from "./select-by-name.ts";
import { editsOf, runOf, sourceOf, stateText } from "./run-rows.ts";
import { createUploadWriter } from "./upload-rows.ts";

/** The writing half of the run store, synchronous. Its caller opens and commits the transactions around the calls. */
export interface RunWriter {
  openRun(project: string, runId: string, nowMs: number): StoredRun;
  update(number: number, update: RunUpdate): void;
  saveSource(number: number, source: StoredSource, console: readonly ConsoleLine[]): void;
  addUploads(number: number, source: string, files: Readonly<Record<string, UploadedFile>>): void;
  removeUploads(number: number, paths: readonly string[]): void;
  remove(number: number): void;
  saveProject(project: StoredProject): void;
  removeProject(name: string): void;
}

/** `facts` hears of every run that changes. */
export function createRunWriter(database: Database, facts: Pick<FactWriter, "note">): RunWriter {
  const selectByName = selectByAnyName(database, "*");
  const selectRun = database.prepare("SELECT * FROM run WHERE number = ?");
  const selectColors = database.prepare("SELECT color, runs FROM run_color WHERE project = ? AND runs > 0");
  const addColor = database.prepare(
    `INSERT INTO run_color (project, color, runs) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET runs = runs + excluded.runs`,
  );
  const insertRun = database.prepare(
    `INSERT INTO run (project, run_id, color, created_ms, updated_ms, status, edits)
     VALUES (?, ?, ?, ?, ?, 'running', '{}') RETURNING *`,
  );
  const updateRun = database.prepare(
    "UPDATE run SET status = ?, updated_ms = ?, edits = ?, archived = ? WHERE number = ?",
  );
  const deleteRun = database.prepare("DELETE FROM run WHERE number = ?");
  const selectSources = database.prepare("SELECT * FROM source WHERE run = ? ORDER BY started_ms, id");
  const selectOwner = database.prepare("SELECT run FROM source WHERE id = ?");
  const selectOwned = database.prepare("SELECT number FROM source WHERE id = ? AND run = ?");
  const upsertSource = database.prepare(
    `INSERT INTO source
       (id, run, started_ms, origin, position, state, damage, rewound, stale, silent, read_bytes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET started_ms = excluded.started_ms, origin = excluded.origin,
       position = excluded.position, state = excluded.state, damage = excluded.damage,
       rewound = excluded.rewound, stale = excluded.stale, silent = excluded.silent,
       read_bytes = excluded.read_bytes
     RETURNING number`,
  );
  const uploads = createUploadWriter(database);
  const deleteSources = database.prepare("DELETE FROM source WHERE run = ?");
  const upsertLine = database.prepare(
    `INSERT INTO console (source, number, stream, time, text, label) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (source, number) DO UPDATE SET
       stream = excluded.stream, time = excluded.time, text = excluded.text, label = excluded.label`,
  );
  const deleteLines = database.prepare(
    "DELETE FROM console WHERE source IN (SELECT number FROM source WHERE run = ?)",
  );
  const selectTombstone = database.prepare("SELECT id FROM tombstone WHERE id = ?");
  const insertTombstones = database.prepare(
    "INSERT OR IGNORE INTO tombstone SELECT id FROM source WHERE run = ?",
  );
  const insertRemoved = database.prepare(
    `INSERT OR IGNORE INTO removed_run SELECT project, run_id FROM run WHERE number = ?1
     UNION SELECT project, run_id FROM former_name WHERE run = ?1`,
  );
  const deleteFormer = database.prepare("DELETE FROM former_name WHERE run = ?");
  const deleteRemoved = database.prepare("DELETE FROM removed_run WHERE project = ? AND run_id = ?");

  const upsertProject = database.prepare(
    `INSERT INTO project (name, description, created_ms) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET description = excluded.description`,
  );
  const deleteProject = database.prepare("DELETE FROM project WHERE name = ?");
  const deleteViews = database.prepare("DELETE FROM view WHERE project = ?");

  const existing = (number: number): SqlRow => {
    const row = selectRun.get(number);
    if (row === undefined) throw runStoreError.noRun(number);
    return row;
  };

  return {
    openRun(projectName, runName, nowMs) {
      const project = toPlainText(projectName);
      const runId = toPlainText(runName);
      const found = selectByName.get(project, runId);
      if (found !== undefined)
        return runOf(
          found,
          selectSources.all(found["number"] as number).map((source) => sourceOf(source)),
        );
      deleteRemoved.run(project, runId);
      const used = selectColors.all(project).map((row) => [row["color"], row["runs"]] as [number, number]);
      const color = nextColor(new Map(used));
      addColor.run(project, color, 1);
      const created = runOf(insertRun.get(project, runId, color, nowMs, nowMs) as SqlRow, []);
      facts.note({ number: created.number, project, status: created.status });
      return created;
    },
    update(number, { status, updatedMs, edits }) {
      const row = existing(number);
      const merged = { ...editsOf(row), ...edits };
      updateRun.run(
        status ?? (row["status"] as string),
        updatedMs ?? (row["updated_ms"] as number),
        printJson(merged as Json),
        merged.archived === true ? 1 : null,
        number,
      );
      facts.note({
        number,
        project: row["project"] as string,
        status: status ?? (row["status"] as string),
      });
    },
    saveSource(number, source, console) {
      const row = existing(number);
      const state = stateText(source.state);
      const id = toPlainText(source.id);
      if (selectTombstone.get(id) !== undefined) throw runStoreError.removedSource(source.id);
      const owner = selectOwner.get(id)?.["run"] as number | undefined;
      if (owner !== undefined && owner !== number) throw runStoreError.otherRun(source.id, owner);
      const saved = upsertSource.get(
        id,
        number,
        source.startedMs,
        toPlainText(source.origin),
        source.position,
        state,
        JSON.stringify(source.damage),
        source.rewound === undefined ? null : JSON.stringify(source.rewound),
        source.stale ?? null,
        source.silent === true ? 1 : null,
        source.readBytes ?? null,
      );
      facts.note({
        number,
        project: row["project"] as string,
        status: row["status"] as string,
        bytes: state.length,
      });
      for (const { number: line, stream, time, text, label } of console) {
        const written = [toPlainText(text), label === undefined ? null : toPlainText(label)];
        upsertLine.run(saved?.["number"] as number, line, stream, time ?? null, ...written);
      }
    },
    addUploads(number, source, files) {
      existing(number);
      const owned = selectOwned.get(toPlainText(source), number);
      if (owned === undefined) throw runStoreError.noSource(source, number);
      uploads.add(owned["number"] as number, files);
    },
    removeUploads(number, paths) {
      existing(number);
      uploads.remove(number, paths);
    },
    remove(number) {
      const row = selectRun.get(number);
      if (row === undefined) return;
      const project = row["project"] as string;
      addColor.run(project, row["color"] as number, -1);
      facts.note({ number, project, status: undefined });
      insertTombstones.run(number);
      insertRemoved.run(number);
      deleteFormer.run(number);
      deleteLines.run(number);
      uploads.removeAll(number);
      deleteSources.run(number);
      deleteRun.run(number);
    },
    saveProject({ name, description, createdMs }) {
      upsertProject.run(toPlainText(name), toPlainText(description), createdMs);
    },
    removeProject(name) {
      deleteProject.run(toPlainText(name));
      deleteViews.run(toPlainText(name));
    },
  };
}
