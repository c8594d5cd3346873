import type { Dice } from "./dice.ts";
import type { ActPlan, ProgramPlan, SessionPlan } from "./scenario.ts";

/** Longer than it takes until the rows of a quiet run are sealed. */
const QUIET_MS = 65_000;
const ACTS: readonly ActPlan["kind"][] = [
  ...Array.from({ length: 12 }, () => "row" as const),
  "held-row",
  "held-row",
  "step-row",
  "low-step",
  "picture",
  "summary",
  "config",
  "define",
  "console",
  "flush",
];

/** A run and who logs it: one program with sessions in a row, or several at once. */
export function planProgram(
  dice: Dice,
  { runId, host, fork }: { runId: string; host: () => number; fork: string | undefined },
): ProgramPlan[] {
  const mode = dice.chance(0.6) ? "online" : "offline";
  const base = { runId, startMs: dice.integer(8000) };
  if (dice.chance(0.12)) {
    const first = { ...base, host: host(), sessions: [planSession(dice, mode, { kind: "primary" })] };
    const second = { ...base, host: host(), sessions: [planSession(dice, mode, { kind: "secondary" })] };
    return [first, { ...second, startMs: base.startMs + 200 + dice.integer(4000) }];
  }
  const sessions: SessionPlan[] = [];
  for (let index = 0; index < dice.pick([1, 1, 2, 3]); index++) {
    if (index > 0) sessions.push(planSession(dice, mode, goOn(dice, mode)));
    else if (fork === undefined) sessions.push(planSession(dice, mode, { kind: "new" }));
    else sessions.push(planSession(dice, mode, { kind: "fork", runId: fork, step: dice.integer(6) }));
  }
  return [{ ...base, host: host(), sessions }];
}

function goOn(dice: Dice, mode: SessionPlan["mode"]): SessionPlan["begin"] {
  if (mode === "online" && dice.chance(0.35)) return { kind: "rewind", step: dice.integer(12) };
  return { kind: dice.pick(["allow", "must"] as const) };
}

function planSession(dice: Dice, mode: SessionPlan["mode"], begin: SessionPlan["begin"]): SessionPlan {
  const isFast = dice.chance(0.3);
  const acts = dice.times(dice.pick([0, 3, 5, 8, 8, 12, 15, 30]), (): ActPlan => ({
    kind: dice.pick(ACTS),
    waitMs: waitMs(dice, isFast),
  }));
  return { begin, mode, acts, end: planEnd(dice, acts.length), pauseMs: pauseMs(dice) };
}

function waitMs(dice: Dice, isFast: boolean): number {
  const luck = dice.float();
  if (luck < 0.005) return QUIET_MS + dice.integer(QUIET_MS / 4);
  return luck < 0.4 ? 0 : dice.integer(isFast ? 20 : 700);
}

function pauseMs(dice: Dice): number {
  return dice.chance(0.08) ? QUIET_MS + dice.integer(QUIET_MS / 4) : dice.integer(5000);
}

function planEnd(dice: Dice, acts: number): SessionPlan["end"] {
  const luck = dice.float();
  if (luck < 0.5)
    return {
      kind: "finish",
      exitCode: dice.chance(0.2) ? 3 : 0,
      timeoutMs: dice.pick([0, 1000, 30_000]),
    };
  if (luck < 0.6) return { kind: "exit", exitCode: dice.pick([0, 1]) };
  return { kind: "killed", effects: 1 + dice.integer(30 + acts * 6) };
}
