import { FileSystemError } from "@stepwell/effects";
import type { Json, JsonObject, RunRecord } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { sourceIdOf } from "@stepwell/runlog";
import type { RunState, WriterRole } from "@stepwell/runlog";
import { agreeOnFirstLines, forgetFirstLines } from "./first-lines.ts";
import type { FirstLines } from "./first-lines.ts";
import { lineCounts } from "./line-counts.ts";
import { createRunStream } from "./run-stream.ts";
import { runUrl } from "./run-url.ts";
import { createServerConnection } from "./server-connection.ts";
import { LIVE_FEATURE, serverFeatures } from "./server-features.ts";
import { createPositionFile } from "./sync-position.ts";
import type { SyncPosition } from "./sync-position.ts";
import type { RunNames, SyncSession } from "./sync-session.ts";
import type { SyncWorld } from "./sync-world.ts";
import { upsertRun } from "./upsert-run.ts";
import type { UpsertAnswer } from "./upsert-run.ts";

export interface OpenSessionOptions {
  readonly positionFile: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
  /** The first run record of the file, which names the source. */
  readonly first: RunRecord;
  readonly state: RunState;
  /** Bytes of the run file that `state` was read from. */
  readonly readBytes: number;
  readonly role: WriterRole;
  /** As JSON; undefined for a writer that must not change it. */
  readonly config: string | undefined;
  /** The server has lost what it had of the run: nothing that was noted of earlier deliveries holds. */
  readonly isForgotten: boolean;
  /** Sent with each request of the run. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told why a request is made again, and undefined when one was answered. */
  readonly onTrouble: (why: string | undefined) => void;
}

/**
 * Makes the run exist at the server and finds out where its lines go on. Throws `DeliveryError`, and
 * `FileSystemError` when where its first line goes could not be noted.
 */
export async function openSession(options: OpenSessionOptions): Promise<SyncSession> {
  const { baseUrl, apiKey, world, signal, first, state, config, readBytes } = options;
  const { clock, fileSystem } = world;
  const source = sourceIdOf(first);
  const { headers, onTrouble } = options;
  const connection = createServerConnection({ baseUrl, apiKey, source, world, signal, headers, onTrouble });
  const positions = createPositionFile({ path: options.positionFile, fileSystem });
  const saved = await positions.load({ source, baseUrl });
  const features = await serverFeatures(connection);
  const record = state.run ?? first;
  const answer = await upsertRun({ connection, record, state, config, readBytes });
  const { bucket } = answer;
  const run = namesOf(bucket, record);
  const path = `/files/${[run.entity, run.project, run.run].map(encodeURIComponent).join("/")}/file_stream`;
  const stream = createRunStream({ connection, path, clock });
  // A server that knows sources answers with what it holds of ours, whatever we remember.
  await stream.post({});
  const { marks } = stream;
  const isForgotten =
    options.isForgotten ||
    (saved !== undefined &&
      (marks === undefined ? isNew(answer) && saved.history > 0 : marks.history < saved.history));
  const known = isForgotten ? undefined : saved;
  const isCounting = marks === undefined && known === undefined && !options.role.isShared;
  const begin = isCounting ? await firstLines() : NO_LINES;
  let position: SyncPosition = {
    source,
    baseUrl,
    ...begin,
    history: 0,
    events: 0,
    commands: 0,
    failedCommands: [],
    ...known,
    ...(marks === undefined ? {} : { ...NO_LINES, ...marks }),
  };

  async function firstLines(): Promise<FirstLines> {
    const path = options.positionFile.replace(/\.json$/, ".first");
    // What was agreed about a server's lines does not hold when it has none any more.
    if (isForgotten || isNew(answer)) forgetFirstLines(path, fileSystem);
    const found = isNew(answer) ? NO_LINES : await lineCounts(connection, run, bucket);
    return agreeOnFirstLines({ path, source, baseUrl, fileSystem }, found);
  }

  async function remember(change: Partial<SyncPosition>): Promise<void> {
    position = { ...position, ...change };
    try {
      await positions.save(position);
    } catch (error) {
      // A server that counts for itself needs no note of ours.
      if (marks === undefined || !FileSystemError.isInstance(error)) throw error;
    }
  }

  // Before the first row is sent: where it goes must survive this process.
  await remember({});
  return {
    connection,
    stream,
    run,
    url: runUrl({ baseUrl, run, isOurs: features.has(LIVE_FEATURE) }),
    features,
    isForgotten,
    get position() {
      return position;
    },
    remember,
  };
}

const NO_LINES: FirstLines = { firstLine: 0, firstEvent: 0, firstConsoleLine: 0 };

function isNew({ inserted, bucket }: UpsertAnswer): boolean {
  return inserted && bucket["historyLineCount"] === 0;
}

function namesOf(bucket: JsonObject, record: RunRecord): RunNames {
  const project = isJsonObject(bucket["project"]) ? bucket["project"] : {};
  const entity = isJsonObject(project["entity"]) ? project["entity"] : {};
  return {
    run: text(bucket["name"], record.runId),
    project: text(project["name"], record.project),
    entity: text(entity["name"], record.entity),
  };
}

function text(value: Json | undefined, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}
