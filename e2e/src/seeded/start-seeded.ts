import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Server, startServer, until } from "../processes.ts";
import { GRID_RUNS } from "./seed-grid.ts";
import { HARBOR_RUNS } from "./seed-harbor.ts";
import { LONG } from "./seed-long.ts";

export interface Seeded {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server over every project that the journeys need, with one run that goes on and one that was killed. */
export async function startSeeded(): Promise<Seeded> {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-seeded-"));
  const long = runToEnd("seed.js", [folder, "long"]);
  // The killed run is the oldest of its project, so that its place in every list is known.
  await runToEnd("crashing-run.js", [folder]);
  await Promise.all([long, runToEnd("seed.js", [folder, "harbor", "media", "models", "wide", "grid"])]);
  const server = await startServer(folder);
  await runToEnd("seed-artifacts.js", [server.url]);
  const live = spawn(process.execPath, [built("live-run.js"), folder, "250"], { stdio: "ignore" });
  await until("everything is read", () => isRead(server), 120_000);
  return {
    url: server.url,
    async stop() {
      live.kill("SIGKILL");
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function isRead({ url }: Server): Promise<boolean> {
  const [grid, harbor] = await Promise.all([countRuns(url, "grid"), countRuns(url, "harbor")]);
  const long = (await (await fetch(`${url}/api/runs/long/long-0`)).json()) as { run?: { rows: number } };
  // Two more: the one that goes on and the one that was killed.
  return grid === GRID_RUNS && harbor === HARBOR_RUNS + 2 && long.run?.rows === LONG.steps;
}

async function countRuns(url: string, project: string): Promise<number> {
  const reply = await fetch(`${url}/api/runs/query`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ project, limit: 0 }),
  });
  return ((await reply.json()) as { total: number }).total;
}

async function runToEnd(script: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [built(script), ...args], { stdio: ["ignore", "ignore", "inherit"] });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`${script} ended with ${String(code ?? signal)}`);
}

function built(script: string): string {
  return join(import.meta.dirname, "../../dist/seeded", script);
}
