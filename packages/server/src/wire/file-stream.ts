import { z } from "zod";
import { parseJson, ProtocolError } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { RunStore, Stream } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import type { NumberedRows } from "../ingest/source-batch.ts";
import { parseConsoleLine } from "./console-line.ts";
import { parseObject } from "./plain-json.ts";
import type { SentLines } from "./stream-rows.ts";
import { isLate } from "./upsert-bucket.ts";
import type { WireCaller } from "./wire-caller.ts";
import { numberRows } from "./stream-rows.ts";
import type { WireAccount } from "./wire-account.ts";
import { addDamage } from "./wire-account.ts";
import { WireError } from "./wire-error.ts";
import type { WireSources } from "./wire-sources.ts";

const MAX_FILES = 10_000;
// Lines that lie this far ahead are a mistake, not a hole.
const MAX_LINE = 2 ** 33;

const linesSchema = z.object({ offset: z.number().int().min(0).max(MAX_LINE), content: z.array(z.string()) });

const bodySchema = z.object({
  files: z
    .object({
      "wandb-history.jsonl": linesSchema.optional(),
      "wandb-events.jsonl": linesSchema.optional(),
      "wandb-summary.json": linesSchema.optional(),
      "output.log": linesSchema.optional(),
    })
    .nullish(),
  uploaded: z.array(z.string().max(4096)).nullish(),
  preempting: z.boolean().nullish(),
  complete: z.boolean().nullish(),
  exitcode: z.number().int().nullish(),
});

/** What a client's file stream sends; all of it optional, so that `{}` is a sign of life. */
export type FileStreamBody = z.output<typeof bodySchema>;

/** Reads a body. Refuses with 400 what is not the protocol's: a client of ours never sends that. */
export function readFileStreamBody(text: string): FileStreamBody {
  const result = bodySchema.safeParse(parseBody(text));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new WireError(
    400,
    `[server] Failed to read the file stream: "${issue?.path.join(".") ?? ""}" is wrong: ${issue?.message ?? "unknown"}. Send what the protocol says.`,
  );
}

/** Takes what was sent into the account and the stores. */
export async function applyFileStream(
  { ports }: AppContext,
  sources: WireSources,
  account: WireAccount,
  body: FileStreamBody,
  caller: WireCaller,
): Promise<void> {
  const { files } = body;
  const late = isLate(account, caller);
  if (!late && caller.kind === "source") account.readBytes = caller.readBytes ?? account.readBytes;
  const history = files?.["wandb-history.jsonl"];
  const rows = history && readRows(account, "history", history);
  const events = readRows(account, "events", files?.["wandb-events.jsonl"]);
  if (rows !== undefined) noteStart(account, rows);
  const { state } = account;
  const known = late ? "before the last" : knownRows(account, history);
  const summary = known === "before the last" ? undefined : files?.["wandb-summary.json"]?.content.at(-1);
  // New lines after the end: the run goes on in another session.
  const goesOn = files && known === "none";
  const exitCode = body.complete === true ? (body.exitcode ?? 0) : goesOn ? undefined : state.exitCode;
  account.state = {
    ...state,
    summary: (summary === undefined ? undefined : parseObject(summary)) ?? state.summary,
    files: withUploaded(state.files, body.uploaded ?? []),
    exitCode,
    ...(body.preempting === true ? { preempting: true } : {}),
    ...(body.complete === true && exitCode === 0 ? { preempting: false } : {}),
  };
  if (
    (account.stopping && body.complete === true) ||
    (account.isCalled && (goesOn || body.complete === true))
  ) {
    await endEdits(ports.runs, account);
  }
  const log = files?.["output.log"];
  const console = log?.content.map((line, index) => parseConsoleLine(line, log.offset + index)) ?? [];
  await sources.store(account, console, async (run) => {
    const packs = {
      history: rows === undefined ? [] : await numberRows(ports.metrics, run, account, "history", rows),
      events: await numberRows(ports.metrics, run, account, "events", events),
    };
    account.state = {
      ...account.state,
      rows: Math.max(account.state.rows, endOf(packs.history)),
      events: Math.max(account.state.events, endOf(packs.events)),
    };
    return packs;
  });
}

/** The run ended, or went on: what people asked of it, or said became of it, is over. */
export async function endEdits(runs: Pick<RunStore, "update">, account: WireAccount): Promise<void> {
  if (!account.removed) await runs.update(account.run, { edits: { stopping: false, state: null } });
  account.stopping = false;
  account.isCalled = false;
}

/**
 * Whether the rows of our own sync end among those that the account knows: such a request was made again on its way, or
 * comes so late that its sender has given it up and gone on. What it says of the run is older than what is known.
 */
function knownRows(
  { numbering, state }: WireAccount,
  history: { readonly offset: number; readonly content: readonly string[] } | undefined,
): "none" | "the last" | "before the last" {
  const end = history === undefined ? 0 : history.offset + history.content.length;
  if (numbering === "client" || end === 0 || end > state.rows) return "none";
  return end === state.rows ? "the last" : "before the last";
}

function parseBody(text: string): Json {
  try {
    // Lines are texts inside of the body, so the body itself is plain JSON.
    return JSON.parse(text) as Json;
  } catch {
    try {
      return parseJson(text);
    } catch (error) {
      if (!ProtocolError.isInstance(error)) throw error;
      throw new WireError(400, error.message, { cause: error });
    }
  }
}

function readRows(
  account: WireAccount,
  stream: Stream,
  lines: { readonly offset: number; readonly content: readonly string[] } = { offset: 0, content: [] },
): SentLines {
  const rows = lines.content.map((line, index): Row | undefined => {
    const row = parseObject(line);
    if (row === undefined) {
      addDamage(
        account,
        `[server] Failed to read line ${lines.offset + index} of ${stream} that a client sent: it is not a JSON object. Its values are lost; all other lines are here.`,
      );
    }
    return row;
  });
  return { offset: lines.offset, rows };
}

/** A run without a start time began when its first row says. */
function noteStart(account: WireAccount, { rows }: SentLines): void {
  const { run } = account.state;
  const first = rows[0];
  if (run === undefined || run.startTime !== undefined || first === undefined) return;
  const [timestamp, runtime] = [first["_timestamp"], first["_runtime"]];
  if (typeof timestamp !== "number" || typeof runtime !== "number") return;
  const startedMs = (timestamp - runtime) * 1000;
  if (startedMs > 0 && startedMs < account.startedMs) account.startedMs = startedMs;
}

function withUploaded(files: readonly string[], uploaded: readonly string[]): readonly string[] {
  return uploaded.length === 0 ? files : [...new Set([...files, ...uploaded])].slice(0, MAX_FILES);
}

function endOf(packs: readonly NumberedRows[]): number {
  const last = packs.at(-1);
  return last === undefined ? 0 : last.offset + last.rows.length;
}
