import { runStoreError, toPlainText } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import type { FactWriter } from "../facts/fact-writer.ts";

/** Gives runs other projects, synchronous. Its caller opens and commits the transactions around the calls. */
export interface RunMover {
  renameProject(from: string, to: string): boolean;
  moveRun(number: number, project: string): boolean;
}

/** `facts` hears of every run that goes and comes. */
export function createRunMover(database: Database, facts: Pick<FactWriter, "note">): RunMover {
  const selectRun = database.prepare("SELECT project, run_id, status, color FROM run WHERE number = ?");
  const selectOther = database.prepare(
    `SELECT number FROM run WHERE project = ?1 AND run_id = ?2 AND number <> ?3
     UNION ALL SELECT run FROM former_name WHERE project = ?1 AND run_id = ?2 AND run <> ?3`,
  );
  const selectProject = database.prepare(
    `SELECT 1 FROM run WHERE project = ?1 UNION ALL SELECT 1 FROM project WHERE name = ?1
     UNION ALL SELECT 1 FROM artifact_collection WHERE project = ?1 LIMIT 1`,
  );
  const selectRunsOf = database.prepare("SELECT number, run_id FROM run WHERE project = ?");
  const updateProject = database.prepare("UPDATE run SET project = ? WHERE number = ?");
  const insertFormer = database.prepare(
    "INSERT OR REPLACE INTO former_name (project, run_id, run) VALUES (?, ?, ?)",
  );
  const deleteFormer = database.prepare("DELETE FROM former_name WHERE project = ? AND run_id = ?");
  const deleteRemoved = database.prepare("DELETE FROM removed_run WHERE project = ? AND run_id = ?");
  const addColor = database.prepare(
    `INSERT INTO run_color (project, color, runs) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET runs = runs + excluded.runs`,
  );
  const renameMade = database.prepare("UPDATE project SET name = ?2 WHERE name = ?1");
  const renameCollections = database.prepare(
    "UPDATE artifact_collection SET project = ?2 WHERE project = ?1",
  );

  const deleteViews = database.prepare("DELETE FROM view WHERE project = ?");
  const renameViews = database.prepare("UPDATE view SET project = ?2 WHERE project = ?1");

  const move = (number: number, to: string): void => {
    const { project, run_id: runId, status, color } = selectRun.get(number) as unknown as RunRow;
    insertFormer.run(project, runId, number);
    deleteFormer.run(to, runId);
    deleteRemoved.run(to, runId);
    updateProject.run(to, number);
    addColor.run(project, color, -1);
    addColor.run(to, color, 1);
    facts.note({ number, project: to, status });
    facts.note({ number, project, status: undefined });
  };

  return {
    renameProject(fromName, toName) {
      const [from, to] = [toPlainText(fromName), toPlainText(toName)];
      if (selectProject.get(to) !== undefined) return false;
      const own = selectRunsOf.all(from) as unknown as { number: number; run_id: string }[];
      const isTaken = own.some((run) => selectOther.get(to, run.run_id, run.number) !== undefined);
      if (isTaken) return false;
      for (const { number } of own) move(number, to);
      renameMade.run(from, to);
      renameCollections.run(from, to);
      deleteViews.run(to);
      renameViews.run(from, to);
      return true;
    },
    moveRun(number, projectName) {
      const row = selectRun.get(number) as unknown as RunRow | undefined;
      if (row === undefined) throw runStoreError.noRun(number);
      const project = toPlainText(projectName);
      if (selectOther.get(project, row.run_id, number) !== undefined) return false;
      if (row.project !== project) move(number, project);
      return true;
    },
  };
}

interface RunRow {
  readonly project: string;
  readonly run_id: string;
  readonly status: string;
  readonly color: number;
}
