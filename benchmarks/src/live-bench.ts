import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@stepwell/client";
import { init } from "@stepwell/core";
import { figure, type Figure } from "./figure.ts";
import { openIdleViewers } from "./idle-viewers.ts";
import { processUse } from "./process-use.ts";
import { quantile } from "./quantile.ts";
import { startServer, type StartedServer } from "./start-server.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const ROWS = 120;
const PAUSE_MS = 50;
const PROJECT = "bench";
const IDLE_VIEWERS = 2000;
const QUIET_MS = 5000;
/** An event that is not there by then is lost. */
const PATIENCE_MS = 15_000;

/** From `log()` to the event at a viewer: a watched run file, and our SDK through the server. What idle viewers cost. */
export function liveBench(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const watched = join(folder, "watched");
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(watched);
    mkdirSync(elsewhere);
    const server = await startServer(watched);
    try {
      const file = await measure(server, "a watched file", { dir: watched, mode: "offline" });
      const wire = await measure(server, "through the server", {
        dir: elsewhere,
        mode: "online",
        baseUrl: server.url,
      });
      const idle = await measureIdle(server, elsewhere);
      return [...file, ...wire, ...idle];
    } finally {
      await server.stop();
    }
  });
}

async function measure(
  server: StartedServer,
  name: string,
  options: Parameters<typeof init>[0],
): Promise<Figure[]> {
  const waits = await timeEvents(server.url, options);
  const base = { bench: "live", unit: "ms", better: "lower" } as const;
  return [
    figure({ ...base, name: `${name}, log() to event, p50`, value: quantile(waits, 0.5) }),
    figure({ ...base, name: `${name}, log() to event, p95`, value: quantile(waits, 0.95), bar: 1000 }),
  ];
}

/** Milliseconds from each `log()` to the event that brought its point. Throws when one never came. */
async function timeEvents(url: string, options: Parameters<typeof init>[0]): Promise<number[]> {
  const run = await init({
    ...options,
    project: PROJECT,
    apiKey: "k".repeat(40),
    silent: true,
    reinit: "create_new",
  });
  const logged: number[] = [];
  const seen: (number | undefined)[] = [];
  const live = createClient({ baseUrl: url }).live({
    onEvent(event) {
      if (event.type !== "points" || event.run !== run.id) return;
      const now = performance.now();
      for (const step of event.xs) seen[step] ??= now;
    },
  });
  await live.subscribe({
    series: [{ project: PROJECT, run: run.id, stream: "history", key: "loss", x: "_step" }],
    cells: [],
  });
  for (let step = 0; step < ROWS; step++) {
    logged[step] = performance.now();
    run.log({ loss: 1 / (step + 1) });
    await sleep(PAUSE_MS * (0.5 + Math.random()));
  }
  const deadline = performance.now() + PATIENCE_MS;
  while (logged.some((_, step) => seen[step] === undefined) && performance.now() < deadline) await sleep(20);
  live.close();
  await run.finish();
  const lost = logged.filter((_, step) => seen[step] === undefined).length;
  if (lost > 0)
    throw new Error(`[bench] Failed to see "${lost}" of "${ROWS}" points within ${PATIENCE_MS} ms.`);
  return logged.map((time, step) => (seen[step] as number) - time);
}

async function measureIdle(server: StartedServer, dir: string): Promise<Figure[]> {
  const alone = await quietShare(server.pid);
  const before = processUse(server.pid);
  const viewers = await openIdleViewers(server.url, IDLE_VIEWERS);
  await sleep(1000);
  const after = processUse(server.pid);
  const together = await quietShare(server.pid);
  const waits = await timeEvents(server.url, { dir, mode: "online", baseUrl: server.url });
  viewers.close();
  const base = { bench: "live", better: "lower" } as const;
  const name = (what: string): string => `${IDLE_VIEWERS} idle viewers, ${what}`;
  const event = figure({
    ...base,
    name: name("log() to event, p95"),
    unit: "ms",
    value: quantile(waits, 0.95),
    bar: 1000,
  });
  if (before === undefined || after === undefined || together === undefined) return [event];
  const bytes = (after.rssBytes - before.rssBytes) / IDLE_VIEWERS;
  return [
    // The floor is the same server without viewers.
    figure({ ...base, name: name("share of a core"), unit: "%", value: together, floor: alone ?? null }),
    figure({ ...base, name: name("memory of each"), unit: "kB", value: bytes / 1024 }),
    event,
  ];
}

/** Percent of a core that the process takes while nothing happens; undefined where that can't be read. */
async function quietShare(pid: number): Promise<number | undefined> {
  const before = processUse(pid);
  await sleep(QUIET_MS);
  const after = processUse(pid);
  if (before === undefined || after === undefined) return undefined;
  return (100 * (after.cpuSeconds - before.cpuSeconds)) / (QUIET_MS / 1000);
}
