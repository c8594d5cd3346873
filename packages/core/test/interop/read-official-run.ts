import { readdirSync, readFileSync } from "node:fs";
import type { FileSystem } from "@stepwell/effects";
import { nodeFileSystem } from "@stepwell/effects/node";
import { tablesOf } from "../conformance-files.ts";
import { encodedLeavesOf, readBack } from "../run-conformance-case.ts";
import type { ReadRun } from "./comparable-run.ts";

/** What the official client left in a run folder. */
export function readOfficialRun(folder: string): ReadRun {
  const name = readdirSync(folder).find((entry) => entry.endsWith(".wandb"));
  if (name === undefined) throw new Error(`"${folder}" holds no run file.`);
  const back = readBack(readFileSync(`${folder}/${name}`));
  const fileSystem: Pick<FileSystem, "readFileSync"> = nodeFileSystem;
  const filesFolder = `${folder}/files`;
  return {
    rows: back.rows,
    state: back.state,
    console: back.console,
    encoded: encodedLeavesOf(back.records),
    tables: tablesOf(back.rows, back.records, fileSystem, filesFolder),
    readFile: (path) => fileSystem.readFileSync(`${filesFolder}/${path}`),
  };
}
