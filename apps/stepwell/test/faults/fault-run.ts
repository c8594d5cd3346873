import type { SeededRandom } from "@stepwell/effects/testing";
import { MARK_HEADER, EVENTS_MARK_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import type { Acknowledged } from "./acknowledgements.ts";
import { askGraphql } from "./ask-graphql.ts";
import { consoleText, eventsRow, fileText, historyRow } from "./fault-content.ts";
import type { Caller } from "./fault-content.ts";
import type { Answered, FaultyConnection } from "./faulty-connection.ts";

export const PROJECT = "faults";

const UPSERT = `mutation($input: UpsertBucketInput!) { upsertBucket(input: $input) { bucket { id } } }`;
const FILES = `mutation($input: CreateRunFilesInput!) { createRunFiles(input: $input) { files { uploadUrl } } }`;
const MOST_ROWS = 12;
const MOST_BACK = 20;
const FILE_NAMES = ["note.txt", "media/table/a.json", "model é.bin"];

/** One run that is logged over a bad network. What the server acknowledges is said. */
export interface FaultRun {
  /** Does the next thing of many. */
  act(): Promise<void>;
  end(): Promise<void>;
  /** Deletes the run, and sends rows of it that nobody wants any more. */
  remove(): Promise<void>;
}

type Lines = { readonly offset: number; readonly content: readonly string[] };
type Counts = Record<"history" | "events" | "console", number>;

export async function createFaultRun(options: {
  readonly connection: FaultyConnection;
  readonly random: SeededRandom;
  readonly say: (said: Acknowledged) => void;
  readonly id: string;
  readonly caller: Caller;
}): Promise<FaultRun> {
  const { connection, random, say, id, caller } = options;
  const headers = headersOf(caller, id);
  /** Rows and lines that were acknowledged, which is where the next ones begin. */
  const sent: Counts = { history: 0, events: 0, console: 0 };
  /** Where the client believes that the next history line belongs. */
  let place = 0;
  let [summary, config, notes] = [0, 0, 0];
  const versions = new Map<string, number>();

  say({ kind: "begun", run: id, caller });
  await upsert();

  async function upsert(): Promise<void> {
    config += 1;
    const input = { name: id, modelName: PROJECT, config: JSON.stringify({ mark: { value: config } }) };
    if (await askGraphql(options, UPSERT, { input }, headers))
      say({ kind: "config", run: id, count: config });
  }

  function post(body: object): Promise<Answered> {
    return connection.send({
      method: "POST",
      path: `/files/local/${PROJECT}/${id}/file_stream`,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      mayPack: true,
    });
  }

  function isTaken({ status, text }: Answered, what: string): boolean {
    if (status === 200) return true;
    say({ kind: "wrong", text: `${status} for ${what} of ${id}: ${text.slice(0, 300)}` });
    return false;
  }

  const rowLines = (first: number, count: number): readonly string[] =>
    range(first, count).map((i) => JSON.stringify(historyRow(id, caller, i)));

  /** A client that is told how much the server holds goes on there; the others count for themselves. */
  function acknowledge(reply: Answered, given: Counts): void {
    if (caller === "source") {
      for (const [stream, header] of [
        ["history", MARK_HEADER],
        ["events", EVENTS_MARK_HEADER],
      ] as const) {
        const mark = Number(reply.headers[header]);
        if (!(mark >= sent[stream])) {
          say({ kind: "wrong", text: `${id} was told of ${mark} rows of ${stream} after ${sent[stream]}` });
        }
        tell(stream, Math.max(0, mark - sent[stream]));
      }
      place = sent.history;
    } else {
      tell("history", given.history);
      tell("events", given.events);
    }
    tell("console", given.console);
  }

  function tell(kind: keyof Counts, count: number): void {
    if (count === 0) return;
    say({ kind, run: id, first: sent[kind], count });
    sent[kind] += count;
  }

  async function stream(): Promise<void> {
    const given: Counts = {
      history: random.integer(MOST_ROWS),
      events: random.float() < 0.3 ? 1 + random.integer(3) : 0,
      console: random.float() < 0.5 ? 1 + random.integer(6) : 0,
    };
    const setsSummary = random.float() < 0.5;
    // Sent before already: by a client that does not know how far it came.
    const back = random.float() < 0.15 ? Math.min(place, sent.history, random.integer(MOST_BACK)) : 0;
    const backConsole = Math.min(sent.console, random.integer(3));
    const files: Record<string, Lines> = {
      "wandb-history.jsonl": {
        offset: place - back,
        content: rowLines(sent.history - back, back + given.history),
      },
      ...(given.events === 0
        ? {}
        : {
            "wandb-events.jsonl": {
              offset: sent.events,
              content: range(sent.events, given.events).map((i) => JSON.stringify(eventsRow(id, i))),
            },
          }),
      ...(given.console === 0
        ? {}
        : {
            "output.log": {
              offset: sent.console - backConsole,
              content: consoleLines(sent.console - backConsole, backConsole + given.console),
            },
          }),
      ...(setsSummary
        ? { "wandb-summary.json": { offset: 0, content: [JSON.stringify({ mark: summary + 1 })] } }
        : {}),
    };
    const reply = await post({ files });
    if (!isTaken(reply, "rows")) return;
    place += given.history;
    acknowledge(reply, given);
    if (setsSummary) say({ kind: "summary", run: id, count: ++summary });
  }

  const consoleLines = (first: number, count: number): readonly string[] =>
    range(first, count).map((i) => `2026-09-21T10:00:00.000000 ${consoleText(id, i)}`);

  /** Rows at a line that the server has passed: from a client that was told an old line count. */
  async function streamAtStalePlace(): Promise<void> {
    const count = 1 + random.integer(MOST_ROWS);
    const offset = Math.max(0, place - random.integer(MOST_BACK));
    // What our own sync calls row 5 is row 5, so all that it can do is say it again.
    const first = caller === "source" ? offset : sent.history;
    const reply = await post({
      files: { "wandb-history.jsonl": { offset, content: rowLines(first, count) } },
    });
    if (!isTaken(reply, "rows at a stale place")) return;
    place = Math.max(place, offset + count);
    acknowledge(reply, { history: count, events: 0, console: 0 });
  }

  /** Two requests of which the second overtakes the first. */
  async function streamReordered(): Promise<void> {
    const [first, second] = [1 + random.integer(MOST_ROWS), 1 + random.integer(MOST_ROWS)];
    const bodyOf = (offset: number, from: number, count: number): object => ({
      files: { "wandb-history.jsonl": { offset, content: rowLines(from, count) } },
    });
    const [later, earlier] = await Promise.all([
      post(bodyOf(place + first, sent.history + first, second)),
      post(bodyOf(place, sent.history, first)),
    ]);
    if (!isTaken(later, "rows that came early") || !isTaken(earlier, "rows that came late")) return;
    place += first + second;
    const marks = [later, earlier].map((reply) => Number(reply.headers[MARK_HEADER]));
    const furthest = (marks[0] as number) > (marks[1] as number) ? later : earlier;
    acknowledge(furthest, { history: first + second, events: 0, console: 0 });
  }

  async function upload(): Promise<void> {
    const name = FILE_NAMES[random.integer(FILE_NAMES.length)] as string;
    const version = (versions.get(name) ?? 0) + 1;
    const input = { entityName: "local", projectName: PROJECT, runName: id, files: [name] };
    const data = await askGraphql<{ createRunFiles: { files: { uploadUrl: string }[] } }>(
      options,
      FILES,
      { input },
      headers,
    );
    const url = data?.createRunFiles.files[0]?.uploadUrl;
    if (url === undefined) return;
    const put = (text: string) => ({ method: "PUT", path: url, body: text });
    if (!isTaken(await connection.send(put(fileText(id, name, version))), "a file")) return;
    versions.set(name, version);
    say({ kind: "file", run: id, name, version });
    // A part of another content never takes its place.
    if (random.float() < 0.3) await connection.sendCut(put(fileText(id, name, version + 1000)));
  }

  async function edit(): Promise<void> {
    notes += 1;
    const reply = await connection.send({
      method: "PATCH",
      path: `/api/runs/${PROJECT}/${id}`,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ notes: `notes ${notes}`, name: `name ${notes}`, tags: [`tag-${notes}`] }),
    });
    if (isTaken(reply, "notes")) say({ kind: "notes", run: id, count: notes });
  }

  return {
    async act() {
      const dice = random.float();
      if (dice < 0.5) await stream();
      else if (dice < 0.6) await streamAtStalePlace();
      else if (dice < 0.7) await streamReordered();
      else if (dice < 0.8) await upload();
      else if (dice < 0.9) await upsert();
      else await edit();
    },
    async end() {
      const exitCode = random.integer(2);
      const last = { offset: 0, content: [JSON.stringify({ mark: summary + 1 })] };
      const reply = await post({ files: { "wandb-summary.json": last }, complete: true, exitcode: exitCode });
      if (!isTaken(reply, "the end")) return;
      // Rows of a request that was delivered twice are here, though its first reply did not say so.
      acknowledge(reply, { history: 0, events: 0, console: 0 });
      say({ kind: "summary", run: id, count: ++summary });
      say({ kind: "ended", run: id, exitCode });
    },
    async remove() {
      const { status, text } = await connection.send({
        method: "DELETE",
        path: `/api/runs/${PROJECT}/${id}`,
      });
      // A reply that was lost is asked for again when the run is gone.
      if (status !== 204 && status !== 404) {
        say({ kind: "wrong", text: `${status} for deleting ${id}: ${text.slice(0, 300)}` });
        return;
      }
      say({ kind: "deleted", run: id });
      await post({ files: { "wandb-history.jsonl": { offset: place, content: rowLines(sent.history, 2) } } });
    },
  };
}

function headersOf(caller: Caller, id: string): Readonly<Record<string, string>> {
  if (caller === "source") return { [SOURCE_HEADER]: `file-of-${id}` };
  if (caller === "session") return {};
  return { "x-wandb-use-async-filestream": "true", "x-wandb-async-client-id": `writer-of-${id}` };
}

function range(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}
