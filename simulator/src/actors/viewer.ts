import { parseJson } from "@stepwell/protocol";
import type { JsonObject, LiveEvent } from "@stepwell/protocol";
import type { App } from "@stepwell/server";
import type { ViewerPlan } from "../plan/scenario.ts";
import type { Simulation } from "../simulation.ts";
import { PROJECT, SERVER_URL } from "../simulation.ts";

/** A page: what its chart shows, by row number, and how often each came. */
export interface Viewer {
  readonly runId: string;
  /** The numbers of the rows on screen. */
  readonly seen: ReadonlySet<number>;
  readonly doubled: readonly number[];
}

const LOOK_MS = 700;

/** Opens a page at some time. It reads the rows once, then only deltas; a new server is a new page. */
export async function openViewer(sim: Simulation, plan: ViewerPlan, viewers: Viewer[]): Promise<void> {
  const { schedule, server, stage } = sim;
  await schedule.sleep(stage, plan.startMs);
  const viewer = { runId: plan.runId, seen: new Set<number>(), doubled: [] as number[] };
  viewers.push(viewer);
  let app: App | undefined;
  for (;;) {
    if (server.app !== undefined && server.app !== app) {
      app = server.app;
      void watch(app, viewer).catch(() => undefined);
    }
    await schedule.sleep(stage, LOOK_MS);
  }
}

async function watch(
  app: App,
  viewer: { runId: string; seen: Set<number>; doubled: number[] },
): Promise<void> {
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    app.fetch(new Request(`${SERVER_URL}/api${path}`, init));
  const reply = await ask("/live");
  const reader = reply.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  const told = new Set<number>();
  let base: Set<number> | undefined;
  let text = "";
  viewer.seen.clear();

  async function subscribe(stream: string): Promise<void> {
    const wish = { project: PROJECT, run: viewer.runId, stream: "history", key: "id", x: "_runtime" };
    const body = JSON.stringify({ series: [wish], cells: [] });
    await ask(`/live/${stream}`, { method: "PUT", body, headers: { "content-type": "application/json" } });
    const rows = await ask(`/runs/${PROJECT}/${viewer.runId}/rows?keys=id`);
    base = new Set(rows.status === 200 ? idsOf(await rows.text()) : []);
    for (const id of base) viewer.seen.add(id);
  }

  function take(event: LiveEvent): void {
    if (event.type === "hello") void subscribe(event.stream).catch(() => undefined);
    if (event.type !== "points") return;
    for (const id of event.ys) {
      if (told.has(id)) viewer.doubled.push(id);
      told.add(id);
      viewer.seen.add(id);
    }
  }

  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (data !== undefined) take(parseJson(data) as unknown as LiveEvent);
    }
  }
}

function idsOf(lines: string): number[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { id } = (parseJson(line) as { row: JsonObject }).row;
      return typeof id === "number" ? [id] : [];
    });
}
