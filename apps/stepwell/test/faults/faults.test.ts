import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSeededRandom } from "@stepwell/effects/testing";
import type { SeededRandom } from "@stepwell/effects/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPrograms } from "../crash/build-programs.ts";
import type { Programs } from "../crash/build-programs.ts";
import { createServerProcess } from "../crash/server-process.ts";
import type { ServerProcess } from "../crash/server-process.ts";
import { createLedger } from "./acknowledgements.ts";
import type { Ledger } from "./acknowledgements.ts";
import { judgeApi } from "./judge-api.ts";
import { judgeStored } from "./judge-stored.ts";
import { startClient } from "./start-client.ts";

/** How often the server is killed: `STEPWELL_FAULT_SEEDS` says it for a longer look. */
const KILLS = Number(process.env["STEPWELL_FAULT_SEEDS"] ?? 20);
const CLIENTS = 8;
/** Kills of one server's data, before all is judged and the next server begins. */
const KILLS_EACH = 20;
const MOST_HEARD = 60;
const LONGEST_DELAY_MS = 10;
/** Of so many starts one is cut short by another kill. */
const SHORT_START_EACH = 8;
const LONGEST_SHORT_START_MS = 500;
const PATIENCE_MS = 60_000;

const seed = Number(process.env["STEPWELL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Array.from({ length: Math.ceil(KILLS / KILLS_EACH) }, (_, round) => ({
  seed: seed + round,
  kills: Math.min(KILLS_EACH, KILLS - round * KILLS_EACH),
}));
let folder = "";
let programs: Programs;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwell-faults-"));
  programs = await buildPrograms("faults", new URL("fault-client.ts", import.meta.url));
}, 120_000);

afterAll(async () => {
  await programs.remove();
  await rm(folder, { recursive: true, force: true });
});

test.each(rounds)(
  `after $kills kills under ${CLIENTS} clients on a bad network a server holds what it acknowledged, once (seed $seed)`,
  { timeout: 600_000 },
  async (round) => {
    const data = join(folder, String(round.seed));
    const server = await createServerProcess(programs.command, data);
    const ledger = createLedger();
    await server.start();
    try {
      await logUnderKills(server, ledger, round);
      // What was in memory alone is gone.
      await server.kill();
      await server.start();
      expect(await judgeApi(server.url, ledger)).toEqual([]);
    } finally {
      await server.kill();
    }
    expect(await judgeStored(join(data, "data", "stepwell.sqlite"), ledger)).toEqual([]);
    const rows = [...ledger.runs.values()].reduce((sum, run) => sum + run.history.size, 0);
    expect(rows).toBeGreaterThan(round.kills * 20);
    expect(ledger.artifacts.size).toBeGreaterThan(0);
  },
);

async function logUnderKills(
  server: ServerProcess,
  ledger: Ledger,
  round: { readonly seed: number; readonly kills: number },
): Promise<void> {
  const random = createSeededRandom(round.seed);
  const clients = Array.from({ length: CLIENTS }, (_, index) =>
    startClient({
      program: programs.child,
      url: server.url,
      name: `c${index}`,
      seed: random.integer(2 ** 30),
      hear: ledger.take,
    }),
  );
  try {
    for (let kill = 0; kill < round.kills; kill++) {
      await heard(ledger, ledger.size + 1 + random.integer(MOST_HEARD));
      await sleep(random.float() * LONGEST_DELAY_MS);
      await server.kill();
      await restart(server, random);
    }
    await Promise.all(clients.map((client) => client.finish()));
  } finally {
    for (const client of clients) client.kill();
  }
}

/** Starts the server again; now and then it is killed before it has come up. */
async function restart(server: ServerProcess, random: SeededRandom): Promise<void> {
  if (random.integer(SHORT_START_EACH) === 0) {
    const started = server.start().catch(() => undefined);
    await sleep(random.float() * LONGEST_SHORT_START_MS);
    await server.kill();
    await started;
  }
  await server.start();
}

async function heard(ledger: Ledger, count: number): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (ledger.size < count) {
    if (performance.now() > end) throw new Error(`The clients got no reply for ${PATIENCE_MS} ms.`);
    await sleep(1);
  }
}
