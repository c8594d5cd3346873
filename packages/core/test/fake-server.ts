import type { Json, JsonObject } from "@stepwell/protocol";
import { parseJson, printJson } from "@stepwell/protocol";
import type { Fetch, FetchReply, FetchRequest } from "../src/world.ts";

/** What happens to one request: refused with a status, carried out and its reply lost, or carried out twice. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string> }
  | "reply-lost"
  | "twice";

export interface FakeServer {
  readonly fetch: Fetch;
  /** History lines in order; a hole is undefined. */
  readonly history: readonly Json[];
  readonly summary: Json | undefined;
  readonly config: JsonObject;
  readonly files: ReadonlyMap<string, string>;
  readonly uploaded: readonly string[];
  readonly exitCode: Json | undefined;
  /** Lines of system metrics and of the console. */
  readonly events: readonly string[];
  readonly console: readonly string[];
  /** Forgets all runs, as a server does whose data were deleted. */
  forget(): void;
  /** Titles of alerts, as often as they came. */
  readonly alerts: readonly string[];
  /** The flag that the run may be suspended has come. */
  readonly preempting: boolean;
  /** Requests as `POST /graphql UpsertBucket`, with `!` behind those that a fault met. */
  readonly requests: readonly string[];
  /** How many lines each history chunk carried. */
  readonly chunkSizes: readonly number[];
}

export interface FakeServerOptions {
  /** Answers with the mark of the source, as our own server does. Default true. */
  readonly knowsSources?: boolean;
  /** Names of features that are on. Default STEPWELL_LIVE. */
  readonly features?: readonly string[];
  /** Headers of the answers of the file stream. */
  readonly streamHeaders?: () => Record<string, string>;
  /** Someone has asked for the run to stop. Default never. */
  readonly isStopped?: () => boolean;
  /** Lines that the run had before. */
  readonly earlier?: readonly Json[];
  /** Asked before each request; its answer is what happens to it. */
  readonly fault?: (request: string, count: number) => Fault | undefined;
}

/** The smallest server that a delivery can tell from a real one, in memory. */
export function createFakeServer(options: FakeServerOptions = {}): FakeServer {
  const { knowsSources = true, earlier = [], fault, features = ["STEPWELL_LIVE"] } = options;
  const history: Json[] = [...earlier];
  const files = new Map<string, string>();
  const uploaded: string[] = [];
  const requests: string[] = [];
  const chunkSizes: number[] = [];
  const marks = new Map<string, number>();
  let summary: Json | undefined;
  let config: JsonObject = {};
  let exitCode: Json | undefined;
  let preempting = false;
  const streams: { events: string[]; console: string[] } = { events: [], console: [] };
  const alerts: string[] = [];

  function graphql(body: JsonObject): Json | undefined {
    const variables = body["variables"] as JsonObject;
    switch (body["operationName"]) {
      case "ServerFeaturesQuery":
        return { serverInfo: { features: features.map((name) => ({ name, isEnabled: true })) } };
      case "UpsertBucket":
        if (typeof variables["config"] === "string") config = parseJson(variables["config"]) as JsonObject;
        return {
          upsertBucket: {
            bucket: {
              id: "1",
              name: variables["name"] as string,
              project: { name: variables["project"] ?? "uncategorized", entity: { name: "local" } },
              historyLineCount: history.length,
            },
            inserted: history.length === 0,
          },
        };
      case "CreateRunFiles":
        return {
          createRunFiles: {
            runID: "1",
            uploadHeaders: ["x-put: yes"],
            files: (variables["files"] as string[]).map((name) => ({
              name,
              uploadUrl: `http://files/${name}`,
            })),
          },
        };
      case "RunResumeStatus":
        return {
          model: {
            bucket: {
              historyLineCount: history.length,
              eventsLineCount: streams.events.length,
              logLineCount: streams.console.length,
            },
          },
        };
      case "NotifyScriptableRunAlert":
        alerts.push(variables["title"] as string);
        return { notifyScriptableRunAlert: { success: true } };
      default:
        return undefined;
    }
  }

  function fileStream(body: JsonObject, source: string): void {
    const sent = (body["files"] ?? {}) as { [name: string]: { offset: number; content: string[] } };
    const lines = sent["wandb-history.jsonl"];
    if (lines !== undefined) {
      lines.content.forEach((line, index) => (history[lines.offset + index] = parseJson(line)));
      const mark = marks.get(source) ?? 0;
      const end = lines.offset + lines.content.length;
      // Behind a hole nothing counts.
      marks.set(source, lines.offset > mark ? mark : Math.max(mark, end));
      chunkSizes.push(lines.content.length);
    }
    for (const [name, lines] of [
      ["events", sent["wandb-events.jsonl"]],
      ["console", sent["output.log"]],
    ] as const) {
      lines?.content.forEach((line, index) => (streams[name][lines.offset + index] = line));
    }
    const last = sent["wandb-summary.json"]?.content.at(-1);
    if (last !== undefined) summary = parseJson(last);
    uploaded.push(...((body["uploaded"] ?? []) as string[]));
    if (body["preempting"] === true) preempting = true;
    if (body["complete"] === true) exitCode = body["exitcode"];
  }

  async function handle(url: URL, request: FetchRequest): Promise<FetchReply> {
    if (request.method === "PUT") {
      if (request.headers["x-put"] !== "yes") return reply(400, "");
      files.set(url.pathname.slice(1), await textOf(request.body));
      return reply(204, "");
    }
    const body = parseJson(request.body as string) as JsonObject;
    if (url.pathname === "/graphql") {
      const data = graphql(body);
      const problem = { errors: [{ message: "unknown operation" }] };
      return reply(200, printJson(data === undefined ? problem : { data }));
    }
    const source = request.headers["x-stepwell-source"] ?? "";
    fileStream(body, source);
    return reply(200, options.isStopped?.() === true ? '{"stopped":true}' : "{}", {
      ...options.streamHeaders?.(),
      ...(knowsSources ? { "x-stepwell-mark": String(marks.get(source) ?? 0) } : {}),
    });
  }

  return {
    async fetch(address, request) {
      await Promise.resolve();
      const url = new URL(address);
      const text = typeof request.body === "string" ? request.body : "";
      const operation = /"operationName":"(\w+)"/.exec(text)?.[1];
      const name = [request.method, url.pathname, operation].filter((part) => part !== undefined).join(" ");
      const met = fault?.(name, requests.length);
      requests.push(met === undefined ? name : `${name} !`);
      if (typeof met === "object") return reply(met.status, `{"errors":[{"message":"no"}]}`, met.headers);
      if (met === "twice") await handle(url, request);
      const answer = await handle(url, request);
      if (met === "reply-lost") throw new Error("the connection broke");
      return answer;
    },
    history,
    files,
    uploaded,
    requests,
    chunkSizes,
    alerts,
    ...streams,
    forget() {
      for (const list of [history, uploaded, streams.events, streams.console]) list.length = 0;
      marks.clear();
      files.clear();
    },
    get preempting() {
      return preempting;
    },
    get summary() {
      return summary;
    },
    get config() {
      return config;
    },
    get exitCode() {
      return exitCode;
    },
  };
}

function reply(status: number, text: string, headers: Record<string, string> = {}): FetchReply {
  return { status, headers: { get: (name) => headers[name] ?? null }, text: () => Promise.resolve(text) };
}

async function textOf(body: FetchRequest["body"] = ""): Promise<string> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body.chunks()) text += decoder.decode(chunk, { stream: true });
  return text;
}
