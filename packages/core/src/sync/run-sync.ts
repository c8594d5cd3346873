import { sourceIdOf } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import type { Json, JsonObject, RunRecord } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { World } from "../world.ts";
import { configUpload } from "./config-upload.ts";
import { SERVER_FEATURES, UPSERT_BUCKET } from "./graphql-operations.ts";
import { RETRY_POLICIES } from "./retry-with-backoff.ts";
import { createRunReader } from "./run-reader.ts";
import type { RunSlice } from "./run-reader.ts";
import { createServerConnection, isObject } from "./server-connection.ts";
import type { ServerConnection } from "./server-connection.ts";
import { consoleChunks, rowChunks, streamFile } from "./stream-chunks.ts";
import { loadPosition, savePosition } from "./sync-position.ts";
import type { SyncPosition } from "./sync-position.ts";
import { uploadFiles } from "./upload-files.ts";

/** Delivers one run file to one server. Calls of `deliver` must not overlap. */
export interface RunSync {
  /**
   * Delivers what is in the file and not at the server. With `ending` the run is closed there too, with exit code 1
   * when the file has no end. Throws `DeliveryError`; then the next call goes on where this one ended.
   */
  deliver(options: { ending: boolean }): Promise<void>;
  /** Rows that the server has. */
  readonly rowsDelivered: number;
  /** The server wants news at once rather than every 15 s. */
  readonly isLive: boolean;
  readonly damage: readonly string[];
}

export interface RunSyncOptions {
  readonly runFile: string;
  readonly filesFolder: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly world: World;
  readonly signal: AbortSignal;
}

/** What is known after the run exists at the server. */
interface Session {
  readonly connection: ServerConnection;
  /** The server's names. */
  readonly run: { readonly entity: string; readonly project: string; readonly run: string };
  readonly streamPath: string;
  position: SyncPosition;
}

export function createRunSync(options: RunSyncOptions): RunSync {
  const { runFile, filesFolder, baseUrl, world, signal } = options;
  const { fileSystem } = world;
  const positionFile = `${runFile}.sync.json`;
  const reader = createRunReader({ path: runFile, fileSystem });
  let session: Session | undefined;
  // Slices that were read and not delivered: what fails is sent again, at the same places.
  const unsent: RunSlice[] = [];
  let sentConfig = "";
  let sentSummary = "";
  let isLive = false;

  async function readUntilRun(): Promise<RunRecord | undefined> {
    while (reader.firstRun === undefined) if (!(await read())) return undefined;
    return reader.firstRun;
  }

  async function read(): Promise<boolean> {
    const slice = await reader.next();
    if (slice !== undefined) unsent.push(slice);
    return slice !== undefined;
  }

  async function start(record: RunRecord): Promise<Session> {
    const source = sourceIdOf(record);
    const connection = createServerConnection({ baseUrl, apiKey: options.apiKey, source, world, signal });
    const saved = await loadPosition(positionFile, { source, baseUrl }, fileSystem);
    isLive = await asksForNews(connection);
    const bucket = await upsert(connection, record, reader.state);
    const project = isObject(bucket["project"]) ? bucket["project"] : {};
    const entity = isObject(project["entity"]) ? project["entity"] : {};
    const run = {
      run: text(bucket["name"], record.runId),
      project: text(project["name"], record.project),
      entity: text(entity["name"], record.entity),
    };
    const streamPath = `/files/${[run.entity, run.project, run.run].map(encodeURIComponent).join("/")}/file_stream`;
    // A server that knows sources answers with what it holds of ours, whatever we remember.
    const { marks } = await connection.fileStream(streamPath, {});
    const lines = Number(bucket["historyLineCount"] ?? 0);
    const firstLine = marks === undefined ? (saved?.firstLine ?? lines) : 0;
    const { history, events } = marks ?? saved ?? { history: 0, events: 0 };
    const uploaded = saved?.uploaded ?? [];
    const position = { source, baseUrl, firstLine, history, events, uploaded };
    // Before the first row is sent: where it goes must survive this process.
    await savePosition(positionFile, position, fileSystem);
    return { connection, run, streamPath, position };
  }

  async function upsert(
    connection: ServerConnection,
    record: RunRecord,
    state: RunState,
  ): Promise<JsonObject> {
    const config = printJson(configUpload(state));
    const data = await connection.graphql({
      ...UPSERT_BUCKET,
      policy: RETRY_POLICIES.upsert,
      variables: {
        config,
        name: record.runId,
        project: orNull(record.project),
        entity: orNull(record.entity),
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
      },
    });
    sentConfig = config;
    const answer = isObject(data["upsertBucket"]) ? data["upsertBucket"] : {};
    return isObject(answer["bucket"]) ? answer["bucket"] : {};
  }

  async function sendSlice(to: Session, slice: RunSlice): Promise<void> {
    const { firstLine } = to.position;
    const freshRows = slice.rows.slice(Math.max(0, to.position.history - slice.firstRow));
    const firstRow = slice.firstRow + slice.rows.length - freshRows.length;
    for (const chunk of rowChunks(freshRows, firstLine + firstRow)) {
      await post(to, streamFile("wandb-history.jsonl", chunk));
      await remember(to, { history: chunk.offset - firstLine + chunk.content.length });
    }
    const freshEvents = slice.events.slice(Math.max(0, to.position.events - slice.firstEvent));
    const firstEvent = slice.firstEvent + slice.events.length - freshEvents.length;
    for (const chunk of rowChunks(freshEvents, firstEvent)) {
      await post(to, streamFile("wandb-events.jsonl", chunk));
      await remember(to, { events: chunk.offset + chunk.content.length });
    }
    for (const chunk of consoleChunks(slice.console)) await post(to, streamFile("output.log", chunk));
  }

  async function sendState(to: Session, record: RunRecord): Promise<void> {
    const { state } = reader;
    const summary = printJson(state.summary);
    if (summary !== sentSummary) {
      await post(to, streamFile("wandb-summary.json", { offset: 0, content: [summary] }));
      sentSummary = summary;
    }
    if (printJson(configUpload(state)) !== sentConfig)
      await upsert(to.connection, state.run ?? record, state);
    const done = new Set(to.position.uploaded);
    const paths = state.files.filter((path) => !done.has(path));
    if (paths.length === 0) return;
    const uploaded = await uploadFiles({
      connection: to.connection,
      run: to.run,
      fileSystem,
      filesFolder,
      paths,
    });
    if (uploaded.length === 0) return;
    await to.connection.fileStream(to.streamPath, { uploaded });
    await remember(to, { uploaded: [...to.position.uploaded, ...uploaded] });
  }

  async function post(to: Session, files: JsonObject): Promise<void> {
    await to.connection.fileStream(to.streamPath, { files });
  }

  async function remember(to: Session, change: Partial<SyncPosition>): Promise<void> {
    to.position = { ...to.position, ...change };
    await savePosition(positionFile, to.position, fileSystem);
  }

  return {
    async deliver({ ending }) {
      const record = await readUntilRun();
      if (record === undefined) return;
      session ??= await start(record);
      while (unsent.length > 0 || (await read())) {
        await sendSlice(session, unsent[0] as RunSlice);
        unsent.shift();
      }
      await sendState(session, record);
      if (!ending) return;
      await session.connection.fileStream(session.streamPath, {
        complete: true,
        exitcode: reader.state.exitCode ?? 1,
      });
    },
    get rowsDelivered() {
      return session?.position.history ?? 0;
    },
    get isLive() {
      return isLive;
    },
    damage: reader.damage,
  };
}

async function asksForNews(connection: ServerConnection): Promise<boolean> {
  const data = await connection.graphql({ ...SERVER_FEATURES, variables: {} });
  const info = isObject(data["serverInfo"]) ? data["serverInfo"] : {};
  const features = Array.isArray(info["features"]) ? (info["features"] as readonly Json[]) : [];
  return features.some(
    (one) => isObject(one) && one["name"] === "STEPWELL_LIVE" && one["isEnabled"] === true,
  );
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}

function text(value: Json | undefined, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}
