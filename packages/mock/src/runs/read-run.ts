import type {
  AlertView,
  ArtifactVersionView,
  ConsoleLineView,
  FileView,
  JsonObject,
  RunDetail,
  RunStatus,
} from "@stepwell/protocol";
import type { MockRunName } from "./find-run.ts";
import type { Asking } from "./ask.ts";
import { ask, readAll, readBody, readLines } from "./ask.ts";

/** A file of a run, as it was uploaded. */
export interface MockFile extends FileView {
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
  text(): Promise<string>;
}

/** All that the mock server holds of a run, at the time when it was asked. */
export interface MockRun extends MockRunName {
  /** Display name. */
  readonly name: string;
  readonly status: RunStatus;
  /** Of the process, or null where it did not say. */
  readonly exitCode: number | null;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly group: string;
  readonly jobType: string;
  /** Without `_wandb`. */
  readonly config: JsonObject;
  readonly summary: JsonObject;
  /** The logged rows in order, each with its `_step`. */
  readonly history: readonly JsonObject[];
  /** Rows of system metrics. */
  readonly events: readonly JsonObject[];
  readonly console: readonly ConsoleLineView[];
  readonly files: readonly MockFile[];
  /** Versions that the run logged, oldest first. */
  readonly artifacts: readonly ArtifactVersionView[];
  /** Versions that the run used, oldest first. */
  readonly usedArtifacts: readonly ArtifactVersionView[];
  /** What the run wanted its people to know, oldest first. */
  readonly alerts: readonly AlertView[];
}

/** Reads a run through the server's own api. */
export async function readRun(asking: Asking, { project, id }: MockRunName): Promise<MockRun> {
  const base = `/api/runs/${encodeURIComponent(project)}/${encodeURIComponent(id)}`;
  const { run, alerts, exitCode } = await readBody<RunDetail>(await ask(asking, base));
  const artifacts = (role: string): Promise<ArtifactVersionView[]> =>
    readAll(asking, `${base}/artifacts?limit=1000&role=${role}`, "versions", "after");
  const [history, events, console, files, logged, used] = await Promise.all([
    readLines(asking, `${base}/rows`),
    readLines(asking, `${base}/rows?stream=events`),
    readAll<ConsoleLineView>(asking, `${base}/console?limit=10000`, "lines", "from"),
    readAll<FileView>(asking, `${base}/files?limit=1000`, "files", "after"),
    artifacts("output"),
    artifacts("input"),
  ]);
  const { name, status, tags, notes, group, jobType, config, summary } = run;
  return {
    ...{ project, id, name, status, exitCode, tags, notes, group, jobType, config, summary },
    ...{ history, events, console, alerts, artifacts: logged, usedArtifacts: used },
    files: files.map((file) => withContent(asking, base, file)),
  };
}

function withContent(asking: Asking, base: string, file: FileView): MockFile {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  const get = (): Promise<Response> => ask(asking, `${base}/files/${path}`);
  return {
    ...file,
    bytes: async () => new Uint8Array(await (await get()).arrayBuffer()),
    text: async () => (await get()).text(),
  };
}
