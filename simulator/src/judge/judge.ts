import { parseJson } from "@stepwell/protocol";
import type { JsonObject, RunDetail } from "@stepwell/protocol";
import type { App } from "@stepwell/server";
import type { Viewer } from "../actors/viewer.ts";
import { PROJECT, SERVER_URL } from "../simulation.ts";
import type { Simulation } from "../simulation.ts";
import { judgeFile } from "./judge-files.ts";
import { judgeRows } from "./judge-rows.ts";
import { judgeState } from "./judge-state.ts";
import { numberOf } from "./watch-stores.ts";

/** A run as the server has it when all is calm. */
export interface FoundRun {
  readonly runId: string;
  readonly detail: RunDetail | undefined;
  readonly rows: readonly JsonObject[];
  readonly console: readonly string[];
}

/** Compares what the server has with what was acknowledged. Returns what is wrong, as sentences. */
export async function judge(sim: Simulation, viewers: readonly Viewer[]): Promise<string[]> {
  const { ledger, server } = sim;
  if (server.app === undefined) return ["the server does not live"];
  const wrong = [...ledger.complaints];
  const runIds = new Set([...ledger.sessions, ...ledger.clients].map(({ runId }) => runId));
  for (const runId of runIds) {
    const found = await find(server.app, runId);
    wrong.push(...judgeRows(ledger, found), ...judgeState(ledger, found));
    for (const session of ledger.sessions) {
      const disk = sim.hosts.find(({ name }) => name === session.host)?.disk;
      if (session.runId === runId && disk !== undefined)
        wrong.push(...judgeFile(ledger, { session, disk }, found));
    }
    // What is copied or taken out is no delta.
    const isFork = ledger.sessions.some((session) => session.runId === runId && session.begin === "fork");
    for (const viewer of viewers)
      if (viewer.runId === runId && ledger.bans.length === 0 && !isFork)
        wrong.push(...judgeViewer(viewer, found));
  }
  return wrong;
}

async function find(app: App, runId: string): Promise<FoundRun> {
  const ask = async (path: string): Promise<Response> =>
    app.fetch(new Request(`${SERVER_URL}/api/runs/${PROJECT}/${runId}${path}`));
  const detail = await ask("");
  const rows = await ask("/rows");
  const console = await ask("/console?from=0&limit=1000");
  const lines = rows.status === 200 ? (await rows.text()).split("\n").filter((line) => line !== "") : [];
  const said = console.status === 200 ? ((await console.json()) as { lines: { text: string }[] }).lines : [];
  return {
    runId,
    detail: detail.status === 200 ? (parseJson(await detail.text()) as unknown as RunDetail) : undefined,
    rows: lines.map((line) => (parseJson(line) as { row: JsonObject }).row),
    console: said.map(({ text }) => text),
  };
}

function judgeViewer({ seen, doubled, runId }: Viewer, { rows }: FoundRun): string[] {
  const stored = new Set(rows.map(numberOf).filter((id) => id >= 0));
  const missing = [...stored].filter((id) => !seen.has(id));
  const invented = [...seen].filter((id) => !stored.has(id));
  return [
    ...missing.map((id) => `a viewer of "${runId}" was not told of row ${id}`),
    ...invented.map((id) => `a viewer of "${runId}" shows row ${id}, which is not stored`),
    ...doubled.map((id) => `a viewer of "${runId}" was told twice of row ${id}`),
  ];
}
