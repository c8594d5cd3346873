import { createSeededRandom } from "@stepwell/effects/testing";
import { deliverHost } from "./actors/delivery.ts";
import { runDelivery } from "./actors/delivery.ts";
import { runPerson } from "./actors/person.ts";
import { runProgram } from "./actors/program.ts";
import { bringTrouble } from "./actors/trouble.ts";
import type { Viewer } from "./actors/viewer.ts";
import { openViewer } from "./actors/viewer.ts";
import { runWireClient } from "./actors/wire-client.ts";
import type { PlantedBug } from "./bugs/planted-bug.ts";
import { plantInDatabase, plantInStores } from "./bugs/plant.ts";
import { judge } from "./judge/judge.ts";
import { createLedger } from "./judge/ledger.ts";
import { watchStores } from "./judge/watch-stores.ts";
import type { Scenario } from "./plan/scenario.ts";
import { createOwner } from "./schedule/owner.ts";
import { createSchedule } from "./schedule/schedule.ts";
import { createTrace } from "./schedule/trace.ts";
import { openStores } from "./server/durable-stores.ts";
import { createSimServer } from "./server/sim-server.ts";
import type { Simulation } from "./simulation.ts";
import { createHost } from "./world/host.ts";
import { createNetwork } from "./world/network.ts";

/** What became of a seed. */
export interface Outcome {
  readonly seed: number;
  /** The same for the same seed and the same code. */
  readonly hash: string;
  readonly events: number;
  /** What is wrong, as sentences; empty when nothing is. */
  readonly wrong: readonly string[];
  /** The last of what happened. */
  readonly tail: readonly string[];
}

export interface SimulateOptions {
  readonly bug?: PlantedBug | undefined;
  /** So many of the last events are kept. Default 0. */
  readonly keep?: number;
}

const BUSY_LIMIT_MS = 15 * 60_000;
const CALM_LIMIT_MS = 60 * 60_000;
const TRIES = 4;
const CALM_MS = 30_000;
const SILENCE_MS = 6 * 60_000;

/** Lets a scenario happen, then calm return, and judges what is stored. */
export async function simulate(
  scenario: Scenario,
  { bug, keep = 0 }: SimulateOptions = {},
): Promise<Outcome> {
  const trace = createTrace(keep);
  const random = createSeededRandom(scenario.seed + 0x5eed);
  const schedule = createSchedule({ random, trace });
  const ledger = createLedger();
  const stage = createOwner("stage");
  const hosts = scenario.hosts.map(({ skewMs }, index) =>
    createHost({ name: `host-${index}`, schedule, skewMs }),
  );
  const stores = await openStores(scenario.storage, plantInDatabase(bug, random));
  const [first] = hosts;
  if (first === undefined) throw new RangeError("[simulator] Failed to simulate: the scenario has no host.");
  const server = createSimServer({
    ...scenario,
    schedule,
    host: first,
    stores: {
      ...stores,
      open: (clock) => watchStores(plantInStores(bug, stores.open(clock), random), ledger),
    },
    deaths: scenario.serverDeaths,
  });
  const network = createNetwork({
    schedule,
    random,
    faults: scenario.network,
    deliver: (request) => server.deliver(request),
    bug,
  });
  const fullShares = scenario.hosts.map((host) => host.fullShare);
  const sim: Simulation = { schedule, random, ledger, network, server, hosts, fullShares, stage, bug };
  const viewers: Viewer[] = [];
  const wrong: string[] = [];
  try {
    if (!(await happens(sim, actorsOf(sim, scenario, viewers), BUSY_LIMIT_MS)))
      wrong.push("the programs never came to an end");
    else if (!(await happens(sim, [calmDown(sim, scenario, wrong)], CALM_LIMIT_MS)))
      wrong.push("calm never came");
    else {
      const judged = judge(sim, viewers).then((found) => void wrong.push(...found));
      if (!(await happens(sim, [judged], CALM_LIMIT_MS))) wrong.push("the judge got no answers");
    }
  } catch (error) {
    wrong.push(`the simulation failed: ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    stores.drop();
  }
  return { seed: scenario.seed, hash: trace.hash, events: trace.lines, wrong, tail: trace.tail() };
}

function actorsOf(sim: Simulation, scenario: Scenario, viewers: Viewer[]): Promise<void>[] {
  for (const plan of scenario.viewers) void openViewer(sim, plan, viewers);
  for (const plan of scenario.troubles) void bringTrouble(sim, plan);
  return [
    ...scenario.programs.map((plan, index) => runProgram(sim, plan, index)),
    ...scenario.clients.map((plan) => runWireClient(sim, plan)),
    ...scenario.people.map((plan) => runPerson(sim, plan)),
    ...scenario.deliveries.map((plan, index) => runDelivery(sim, plan, index)),
  ];
}

/** Runs the schedule until all of them are done. Rejects where one of them does. */
async function happens(sim: Simulation, all: readonly Promise<void>[], limitMs: number): Promise<boolean> {
  let isDone = false;
  let failure: unknown;
  void Promise.all(all).then(
    () => (isDone = true),
    (error: unknown) => {
      failure = error;
      isDone = true;
    },
  );
  const isOver = await sim.schedule.run(() => isDone, limitMs);
  if (failure !== undefined) throw failure;
  return isOver;
}

/** Nothing goes wrong any more, and everything is delivered. */
async function calmDown(sim: Simulation, scenario: Scenario, wrong: string[]): Promise<void> {
  const { schedule, stage } = sim;
  sim.network.heal();
  sim.server.heal();
  schedule.note("stage", "calm");
  await schedule.sleep(stage, CALM_MS);
  for (const index of sim.hosts.keys()) {
    // What the server reads by itself needs nobody to send it, half of the time.
    if (index === 0 && scenario.isWatching && scenario.seed % 2 === 0) continue;
    let left: readonly string[] | undefined;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      left = await deliverHost(sim, { host: index, name: `last sync of ${index}` });
      if (left?.every((folder) => folder.includes("it was deleted here")) === true) break;
    }
    for (const folder of left ?? [])
      if (!folder.includes("it was deleted here"))
        wrong.push(`was not delivered when all was calm: ${folder}`);
  }
  // Silent writers are judged by then.
  await schedule.sleep(stage, SILENCE_MS);
}
