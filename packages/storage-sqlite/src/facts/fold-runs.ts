import {
  decodeFactColumn,
  encodeFactColumn,
  FACT_BLOCK,
  fromPlainText,
  toPlainText,
} from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { blockOfRun, columnId, placeOfRun } from "./fact-place.ts";
import { createFactLoader } from "./load-facts.ts";

/** What a column has at each place of its block. */
type Slots = (FactValue | undefined)[];

/**
 * Brings the columns of one block up to what its given runs amount to now; a run that is gone leaves them. Only columns
 * that change are written. The runs are of one project (as it is stored) and one block. Throws `CodecError` for a damaged column.
 */
export function createFold(database: Database): (project: string, runs: readonly number[]) => void {
  const { load } = createFactLoader(database);
  const selectColumns = database.prepare(
    `SELECT fact_key.id AS key, path, data FROM fact_column JOIN fact_key ON fact_key.id = fact_column.id >> 22
     WHERE block = ? AND project = ?`,
  );
  const insertKey = database.prepare(
    `INSERT INTO fact_key (project, path, runs, numbers, texts) VALUES (?, ?, 0, 0, 0)
     ON CONFLICT DO UPDATE SET path = excluded.path RETURNING id`,
  );
  const addCounts = database.prepare(
    "UPDATE fact_key SET runs = runs + ?, numbers = numbers + ?, texts = texts + ? WHERE id = ?",
  );
  const deleteKeys = database.prepare("DELETE FROM fact_key WHERE project = ? AND runs = 0");
  const saveColumn = database.prepare(
    "INSERT INTO fact_column (id, block, data) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data",
  );
  const deleteColumn = database.prepare("DELETE FROM fact_column WHERE id = ?");

  return (project, runs) => {
    const block = blockOfRun(runs[0] as number);
    const places = runs.map(placeOfRun);
    const loaded = load(runs, project);
    const changed = slotsByPath(
      runs.map((run) => ({ place: placeOfRun(run), facts: loaded.get(run)?.facts.all() })),
    );
    const fold = (key: number, former: Uint8Array | undefined, fresh: Slots): void => {
      const slots = former === undefined ? [] : slotsOf(former);
      const before = countsOf(slots);
      for (const place of places) slots[place] = fresh[place];
      const data = dataOf(slots);
      if (data === undefined) deleteColumn.run(columnId(key, block));
      else if (former === undefined || !sameBytes(data, former))
        saveColumn.run(columnId(key, block), block, data);
      else return;
      const after = countsOf(slots);
      addCounts.run(
        after.runs - before.runs,
        after.numbers - before.numbers,
        after.texts - before.texts,
        key,
      );
    };
    for (const { key, path, data } of selectColumns.all(block, project)) {
      const name = fromPlainText(path as string);
      fold(key as number, data as Uint8Array, changed.get(name) ?? []);
      changed.delete(name);
    }
    for (const [path, fresh] of changed) {
      fold(insertKey.get(project, toPlainText(path))?.["id"] as number, undefined, fresh);
    }
    deleteKeys.run(project);
  };
}

function slotsByPath(
  runs: readonly { place: number; facts: ReadonlyMap<string, FactValue> | undefined }[],
): Map<string, Slots> {
  const columns = new Map<string, Slots>();
  for (const { place, facts = new Map() } of runs) {
    for (const [path, value] of facts) {
      const slots = columns.get(path) ?? [];
      slots[place] = value;
      columns.set(path, slots);
    }
  }
  return columns;
}

function slotsOf(data: Uint8Array): Slots {
  const column = decodeFactColumn(data);
  const values = column.values();
  const slots: Slots = [];
  column.places.forEach((place, index) => {
    slots[place] = values[index];
  });
  return slots;
}

function dataOf(slots: Slots): Uint8Array | undefined {
  const places: number[] = [];
  const values: FactValue[] = [];
  for (let place = 0; place < FACT_BLOCK; place++) {
    const value = slots[place];
    if (value === undefined) continue;
    places.push(place);
    values.push(value);
  }
  return places.length === 0 ? undefined : encodeFactColumn(places, values);
}

function countsOf(slots: Slots): { runs: number; numbers: number; texts: number } {
  const counts = { runs: 0, numbers: 0, texts: 0 };
  for (const value of slots) {
    if (value !== undefined) counts.runs += 1;
    if (typeof value === "number") counts.numbers += 1;
    if (typeof value === "string") counts.texts += 1;
  }
  return counts;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
