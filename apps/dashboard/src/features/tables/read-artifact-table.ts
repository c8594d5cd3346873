import { parseJson, type JsonObject } from "@stepwell/protocol";
import { appendTables } from "./append-tables.ts";
import { joinTables } from "./join-tables.ts";
import type { TableContent } from "./table-content.ts";

/** The files of one version of an artifact. */
export interface ArtifactFiles {
  /** The paths of files below a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly text: (path: string) => Promise<string>;
  readonly table: (path: string) => Promise<TableContent>;
}

const mostParts = 1_000;

/** True for what `readArtifactTable` reads. */
export function isTablePath(path: string): boolean {
  return /\.(?:joined-|partitioned-)?table\.json$/.test(path);
}

/** True for a table that is made of others. */
export function isMadeTable(path: string): boolean {
  return /\.(?:joined|partitioned)-table\.json$/.test(path);
}

/**
 * A table of an artifact; one that is made of others, as W&B's `JoinedTable` and `PartitionedTable`, with all their rows.
 * Throws for a file that is none.
 */
export async function readArtifactTable(files: ArtifactFiles, path: string): Promise<TableContent> {
  if (path.endsWith(".joined-table.json")) return readJoined(files, await readFacts(files, path));
  if (path.endsWith(".partitioned-table.json")) return readParts(files, await readFacts(files, path));
  return files.table(path);
}

async function readFacts(files: ArtifactFiles, path: string): Promise<JsonObject> {
  const facts = parseJson(await files.text(path));
  if (typeof facts !== "object" || facts === null || Array.isArray(facts))
    throw new Error("The file holds no table.");
  return facts as JsonObject;
}

async function readJoined(
  files: ArtifactFiles,
  { table1, table2, join_key: by }: JsonObject,
): Promise<TableContent> {
  const key = Array.isArray(by) ? by : [by, by];
  const [left, right] = [String(key[0]), String(key[1])];
  if (typeof table1 !== "string" || typeof table2 !== "string")
    throw new Error("It does not say which tables it joins.");
  const [one, two] = await Promise.all([files.table(table1), files.table(table2)]);
  const joined = joinTables({
    left: one,
    right: two,
    key: [left, right],
    names: [nameOf(table1), nameOf(table2)],
  });
  if (joined === undefined)
    throw new Error(`It joins by "${left}" and "${right}", which its tables don't have.`);
  return joined;
}

async function readParts(files: ArtifactFiles, { parts_path: folder }: JsonObject): Promise<TableContent> {
  if (typeof folder !== "string") throw new Error("It does not say where its parts are.");
  const parts = (await files.list(folder)).filter((path) => path.endsWith(".table.json"));
  if (parts.length > mostParts)
    throw new Error(`It has ${parts.length} parts, and the page reads at most ${mostParts}.`);
  const tables: TableContent[] = [];
  for (const part of parts) tables.push(await files.table(part));
  return appendTables(tables);
}

function nameOf(path: string): string {
  return (
    path
      .split("/")
      .at(-1)
      ?.replace(/\.table\.json$/, "") ?? path
  );
}
