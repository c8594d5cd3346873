import type { JsonObject, RunRecord } from "@stepwell/protocol";
import { isJsonObject, READ_HEADER } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import { UPSERT_BUCKET } from "./graphql-operations.ts";
import { RETRY_POLICIES } from "./retry-with-backoff.ts";
import type { ServerConnection } from "./server-connection.ts";

/** What is sent of a run beside its rows. `config` is absent for a writer that must not change it. */
export interface UpsertOptions {
  readonly connection: ServerConnection;
  readonly record: RunRecord;
  readonly state: RunState;
  readonly config: string | undefined;
  /** Bytes of the run file that `state` was read from. */
  readonly readBytes: number;
}

export interface UpsertAnswer {
  readonly bucket: JsonObject;
  /** The run was not there before. */
  readonly inserted: boolean;
}

/** Creates the run at the server, or brings it up to date. Throws `DeliveryError`. */
export async function upsertRun(options: UpsertOptions): Promise<UpsertAnswer> {
  const { connection, record, state, config, readBytes } = options;
  const data = await connection.graphql({
    ...UPSERT_BUCKET,
    policy: RETRY_POLICIES.upsert,
    headers: { [READ_HEADER]: String(readBytes) },
    variables: {
      name: record.runId,
      project: orNull(record.project),
      entity: orNull(record.entity),
      // A writer beside the primary one changes nothing of the run: what is absent stays as it is.
      ...(config === undefined ? {} : { config, ...attributesOf(record, state) }),
    },
  });
  const answer = isJsonObject(data["upsertBucket"]) ? data["upsertBucket"] : {};
  const bucket = isJsonObject(answer["bucket"]) ? answer["bucket"] : {};
  return { bucket, inserted: answer["inserted"] === true };
}

function attributesOf(record: RunRecord, state: RunState): JsonObject {
  return {
    groupName: orNull(record.group),
    displayName: orNull(record.displayName),
    notes: orNull(record.notes),
    jobType: orNull(record.jobType),
    host: orNull(record.host),
    sweep: orNull(record.sweepId),
    program: orNull(state.environment?.program ?? ""),
    commit: orNull(record.git?.commit ?? ""),
    repo: orNull(record.git?.remoteUrl ?? ""),
    tags: record.tags.length > 0 ? record.tags : null,
  };
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
