import type {
  AlertView,
  ConsoleLineView,
  FileView,
  JsonObject,
  RunDetail,
  RunStatus,
  RunView,
} from "@stepwell/protocol";
import { parseJson } from "@stepwell/protocol";
import type { App } from "@stepwell/server";

/** Which run of which project. */
export interface MockRunName {
  readonly project: string;
  readonly id: string;
}

/** All that a server holds of a run. */
export interface MockRun extends MockRunName {
  /** Display name. */
  readonly name: string;
  readonly status: RunStatus;
  readonly tags: readonly string[];
  readonly notes: string;
  /** Without `_wandb`. */
  readonly config: JsonObject;
  readonly summary: JsonObject;
  /** History rows in order. */
  readonly rows: readonly JsonObject[];
  /** Rows of system metrics. */
  readonly events: readonly JsonObject[];
  readonly console: readonly ConsoleLineView[];
  readonly files: readonly FileView[];
  /** What the run wanted its people to know, oldest first. */
  readonly alerts: readonly AlertView[];
}

/** Reads a run through the server's own api. */
export async function readRun(app: App, project: string, id: string): Promise<MockRun | undefined> {
  const base = `/api/runs/${encodeURIComponent(project)}/${encodeURIComponent(id)}`;
  const response = await ask(app, base);
  if (response.status === 404) return undefined;
  const { run, alerts } = parseJson(await response.text()) as unknown as RunDetail;
  const [rows, events, console, files] = await Promise.all([
    readRows(app, `${base}/rows`),
    readRows(app, `${base}/rows?stream=events`),
    readConsole(app, base),
    readBody<{ files: readonly FileView[] }>(app, `${base}/files`),
  ]);
  const { name, status, tags, notes, config, summary } = run;
  return {
    project,
    id,
    name,
    status,
    tags,
    notes,
    config,
    summary,
    rows,
    events,
    console,
    files: files.files,
    alerts,
  };
}

/** Names of the runs of a server, newest first. */
export async function listRuns(app: App): Promise<readonly MockRunName[]> {
  const names: MockRunName[] = [];
  let query = "";
  for (;;) {
    const page = await readBody<{ runs: readonly RunView[]; next: number | null }>(
      app,
      `/api/runs?limit=1000${query}`,
    );
    names.push(...page.runs.map(({ project, id }) => ({ project, id })));
    if (page.next === null) return names;
    query = `&before=${page.next}`;
  }
}

async function readConsole(app: App, base: string): Promise<readonly ConsoleLineView[]> {
  const lines: ConsoleLineView[] = [];
  for (;;) {
    const page = await readBody<{ lines: readonly ConsoleLineView[]; total: number }>(
      app,
      `${base}/console?from=${lines.length}&limit=10000`,
    );
    lines.push(...page.lines);
    if (page.lines.length === 0 || lines.length >= page.total) return lines;
  }
}

async function readRows(app: App, path: string): Promise<readonly JsonObject[]> {
  const text = await (await ask(app, path)).text();
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => (parseJson(line) as unknown as { row: JsonObject }).row);
}

async function readBody<Body>(app: App, path: string): Promise<Body> {
  return parseJson(await (await ask(app, path)).text()) as unknown as Body;
}

function ask(app: App, path: string): Promise<Response> {
  return app.fetch(new Request(`http://localhost${path}`));
}
