import { isJsonObject } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { readRunRecord } from "../file/read-run-record.ts";
import { RESUME_STATUS } from "../resume/resume-operations.ts";
import { createServerConnection } from "./server-connection.ts";
import type { SyncWorld } from "./sync-world.ts";

/**
 * Throws `DeliveryError` for a fork that is new to a server which has not the run that it was forked from: a server copies
 * the rows of before when the fork begins, and never later.
 */
export async function checkParent({
  runFile,
  ...server
}: {
  readonly runFile: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
}): Promise<void> {
  const record = await readRunRecord(runFile, server.world);
  const parent = record?.branchPoint?.run;
  if (record === undefined || parent === undefined || parent === record.runId) return;
  const { runId, project, entity } = record;
  const connection = createServerConnection({ ...server, source: "" });
  const isThere = async (name: string): Promise<boolean> => {
    const variables = { project, name, ...(entity === "" ? {} : { entity }) };
    const { model } = await connection.graphql({ ...RESUME_STATUS, variables });
    return isJsonObject(model) && isJsonObject(model["bucket"]);
  };
  if ((await isThere(runId)) || (await isThere(parent))) return;
  throw new DeliveryError(
    `[core] Failed to deliver the run "${runId}": it was forked from "${parent}", which "${server.baseUrl}" has not. Deliver that run first.`,
    { status: 404 },
  );
}
