import { createSeededRandom } from "@stepwell/effects/testing";
import { createDice } from "./dice.ts";
import type { Dice } from "./dice.ts";
import { planProgram } from "./plan-program.ts";
import type { ClientMove, ClientPlan, PersonPlan, ProgramPlan, Scenario, TroublePlan } from "./scenario.ts";

const BUSY_MS = 20_000;

/** What the seed stands for. The same seed is the same scenario, as long as this folder is. */
export function planScenario(seed: number): Scenario {
  const dice = createDice(createSeededRandom(seed));
  const hostCount = dice.pick([1, 1, 2, 2, 3]);
  const host = (): number => dice.integer(hostCount);
  const programs: ProgramPlan[] = [];
  for (let index = 0; index < dice.pick([1, 1, 2, 2, 3]); index++) {
    const fork = index > 0 && dice.chance(0.15) ? `run-${index - 1}` : undefined;
    programs.push(...planProgram(dice, { runId: `run-${index}`, host, fork }));
  }
  const clients = dice.times(dice.pick([0, 0, 0, 1, 1, 2]), (index) => planClient(dice, index, host()));
  const runIds = [...new Set(programs.map(({ runId }) => runId))];
  const faulty = dice.chance(0.8);
  const rate = (most: number): number => (faulty && dice.chance(0.6) ? dice.float() * most : 0);
  return {
    seed,
    storage: dice.chance(0.5) ? "sqlite" : "memory",
    isWatching: dice.chance(0.5),
    tickMs: dice.pick([500, 1000, 2000]),
    serverDeaths: dice.chance(0.5) ? dice.times(1 + dice.integer(4), () => 5 + dice.integer(300)) : [],
    network: {
      lost: rate(0.2),
      replyLost: rate(0.2),
      twice: rate(0.3),
      slow: rate(0.04),
      cut: rate(0.05),
    },
    hosts: dice.times(hostCount, () => ({
      skewMs: dice.chance(0.3) ? dice.integer(600_000) - 300_000 : 0,
      fullShare: dice.chance(0.05) ? 0.03 : 0,
    })),
    programs,
    deliveries: dice.times(dice.pick([0, 1, 2, 4]), () => ({
      host: host(),
      atMs: dice.integer(BUSY_MS * 2),
      ...(dice.chance(0.6) ? { effects: 1 + dice.integer(80) } : {}),
    })),
    clients,
    people: dice.chance(0.35) ? [planPerson(dice, dice.pick(runIds))] : [],
    viewers: dice.chance(0.3) ? [{ runId: dice.pick(runIds), startMs: dice.integer(BUSY_MS) }] : [],
    troubles: dice.times(dice.pick([0, 0, 1, 2, 3]), () => planTrouble(dice, host())),
  };
}

function planClient(dice: Dice, index: number, host: number): ClientPlan {
  const kinds = ["send", "send", "send", "send", "resume", "again", "stale"] as const;
  const moves = dice.times(1 + dice.integer(6), (): ClientMove => ({
    kind: dice.pick(kinds),
    rows: 1 + dice.integer(6),
    waitMs: dice.integer(3000),
  }));
  return { host, runId: `client-${index}`, startMs: dice.integer(BUSY_MS), moves };
}

function planPerson(dice: Dice, runId: string): PersonPlan {
  const kinds = ["name", "tags", "notes", "name", "delete"] as const;
  const moves = dice.times(1 + dice.integer(5), () => ({
    kind: dice.pick(kinds),
    waitMs: dice.integer(BUSY_MS / 2),
  }));
  return { runId, moves };
}

function planTrouble(dice: Dice, host: number): TroublePlan {
  const atMs = dice.integer(BUSY_MS);
  const kind = dice.pick(["power", "cut-off", "cut-off", "clock"] as const);
  if (kind === "power") return { kind, host, atMs };
  if (kind === "cut-off") return { kind, host, atMs, forMs: dice.integer(40_000) };
  return { kind, host, atMs, byMs: dice.integer(400_000) - 200_000 };
}
