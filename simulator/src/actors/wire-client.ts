import type { Fetch, FetchReply } from "@stepwell/core/testing";
import type { Json, JsonObject } from "@stepwell/protocol";
import { jsonAt, parseJson, printJson } from "@stepwell/protocol";
import type { ClientRows } from "../judge/ledger.ts";
import type { ClientMove, ClientPlan } from "../plan/scenario.ts";
import type { Owner } from "../schedule/owner.ts";
import { createOwner } from "../schedule/owner.ts";
import type { Simulation } from "../simulation.ts";
import { PROJECT, SERVER_URL } from "../simulation.ts";

const UPSERT = `mutation UpsertBucket($name: String, $project: String) {
  upsertBucket(input: { name: $name, modelName: $project }) { bucket { id historyLineCount } inserted }
}`;
const RETRIES = 6;
const TIMEOUT_MS = 30_000;

/** A client of W&B's: rows by line offset, each request repeated until it was answered, and sessions that know less than the server. */
export async function runWireClient(sim: Simulation, plan: ClientPlan): Promise<void> {
  await sim.schedule.sleep(sim.stage, plan.startMs);
  const rows = sim.ledger.openClient({ name: plan.runId, runId: plan.runId });
  const owner = createOwner(plan.runId);
  const host = sim.hosts[plan.host] ?? sim.hosts[0];
  if (host === undefined) return;
  host.add(owner);
  const client = createClient(sim, { plan, owner, rows, fetch: sim.network.fetch(owner, host.name) });
  const death = new Promise<void>((resolve) => owner.onDeath(resolve));
  await Promise.race([client.work(plan.moves), death]);
}

function createClient(
  sim: Simulation,
  { plan, owner, rows, fetch }: { plan: ClientPlan; owner: Owner; rows: ClientRows; fetch: Fetch },
) {
  const { schedule, ledger } = sim;
  const sent: JsonObject[] = [];
  let offset = 0;

  async function post(path: string, body: Json): Promise<FetchReply | undefined> {
    for (let attempt = 0; attempt < RETRIES; attempt++) {
      const ended = new AbortController();
      const cancel = schedule.after(owner, TIMEOUT_MS, () => ended.abort());
      try {
        const headers = { "content-type": "application/json" };
        const signal = ended.signal;
        const reply = await fetch(`${SERVER_URL}${path}`, {
          method: "POST",
          headers,
          body: printJson(body),
          signal,
        });
        if (reply.status < 500) return reply;
      } catch {
        // Lost on the way there or back: the same request again.
      } finally {
        cancel();
      }
      await schedule.sleep(owner, 500 * 2 ** attempt);
    }
    return undefined;
  }

  /** The line where the server says that the run goes on; undefined when it does not answer. */
  async function logOn(): Promise<number | undefined> {
    const variables = { name: plan.runId, project: PROJECT };
    const reply = await post("/graphql", { operationName: "UpsertBucket", query: UPSERT, variables });
    if (reply === undefined) return undefined;
    const count = jsonAt(parseJson(await reply.text()), [
      "data",
      "upsertBucket",
      "bucket",
      "historyLineCount",
    ]);
    return typeof count === "number" ? count : undefined;
  }

  function makeRows(count: number): JsonObject[] {
    return Array.from({ length: count }, () => {
      const id = ledger.nextRow();
      const seconds = 1_700_000_000 + id;
      const row = { id, _step: sent.length, _timestamp: seconds, _runtime: id / 4, v: id / 2 };
      sent.push(row);
      rows.tried.set(id, { id, v: id / 2 });
      return row;
    });
  }

  /** Sends rows from a line on; they are acknowledged when 200 comes back. */
  async function send(from: number, lines: readonly JsonObject[]): Promise<boolean> {
    const content = lines.map((line) => printJson(line));
    const files = { "wandb-history.jsonl": { offset: from, content } };
    const reply = await post(`/files/me/${PROJECT}/${plan.runId}/file_stream`, { files });
    if (reply?.status !== 200) return false;
    for (const { id } of lines) if (typeof id === "number" && !rows.kept.includes(id)) rows.kept.push(id);
    schedule.note(owner.name, `was told that lines ${from} to ${from + lines.length} are there`);
    return true;
  }

  async function move({ kind, rows: count }: ClientMove): Promise<boolean> {
    if (kind === "send") {
      const lines = makeRows(count);
      const at = offset;
      offset += count;
      return send(at, lines);
    }
    const told = await logOn();
    if (told === undefined) return false;
    if (kind === "again") {
      offset = sent.length;
      return sent.length === 0 || send(0, [...sent]);
    }
    if (kind === "stale") {
      const back = Math.min(sent.length, 2);
      const first = Math.max(0, told - back);
      offset = first + back;
      return back === 0 || send(first, sent.slice(-back));
    }
    offset = told;
    return true;
  }

  return {
    async work(moves: readonly ClientMove[]): Promise<void> {
      if ((await logOn()) === undefined) return;
      for (const one of moves) {
        await schedule.sleep(owner, one.waitMs);
        // A client that is not heard any more ends, as W&B's does.
        if (!(await move(one))) return;
      }
    },
  };
}
