import { isJsonObject } from "@stepwell/protocol";
import { readRunRecord } from "../file/read-run-record.ts";
import { RESUME_STATUS } from "../resume/resume-operations.ts";
import { createServerConnection } from "./server-connection.ts";
import type { SyncWorld } from "./sync-world.ts";

/**
 * Says of a fork that is new to a server what will be missing there because the server has not the run that it was forked
 * from: rows of before are copied when the fork begins, and never later. Undefined where nothing will be.
 */
export async function missingParent({
  runFile,
  ...server
}: {
  readonly runFile: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
}): Promise<string | undefined> {
  const record = await readRunRecord(runFile, server.world);
  const branch = record?.branchPoint;
  if (record === undefined || branch === undefined || branch.run === record.runId) return undefined;
  const { runId, project, entity } = record;
  const connection = createServerConnection({ ...server, source: "" });
  const isThere = async (name: string): Promise<boolean> => {
    const variables = { project, name, ...(entity === "" ? {} : { entity }) };
    const { model } = await connection.graphql({ ...RESUME_STATUS, variables });
    return isJsonObject(model) && isJsonObject(model["bucket"]);
  };
  if ((await isThere(runId)) || (await isThere(branch.run))) return undefined;
  return `[core] The run "${runId}" was forked from "${branch.run}", which "${server.baseUrl}" has not: its rows up to step ${branch.value} are missing there. Where that run is delivered first, they are not.`;
}
