import type { ActPlan, ProgramPlan, Scenario, SessionPlan } from "./scenario.ts";

const ACTS: readonly ActPlan["kind"][] = [
  "row",
  "row",
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

/** A quiet scenario in which everything is used that is loaded on demand. */
export const WARM_UP: Scenario = {
  seed: 0,
  storage: "sqlite",
  isWatching: true,
  tickMs: 250,
  serverDeaths: [],
  network: { lost: 0, replyLost: 0, twice: 0, slow: 0, cut: 0 },
  hosts: [{ skewMs: 0, fullShare: 0 }],
  programs: [
    program("first", [
      session("online", { kind: "new" }),
      session("online", { kind: "allow" }),
      session("online", { kind: "rewind", step: 1 }),
    ]),
    program("second", [session("offline", { kind: "new" }), session("offline", { kind: "must" })]),
    program("third", [session("online", { kind: "fork", runId: "first", step: 1 })]),
    program("fourth", [session("online", { kind: "primary" })]),
    program("fourth", [session("online", { kind: "secondary" })]),
  ],
  deliveries: [{ host: 0, atMs: 20_000 }],
  clients: [
    {
      host: 0,
      runId: "client",
      startMs: 0,
      moves: [
        { kind: "send", rows: 2, waitMs: 10 },
        { kind: "again", rows: 1, waitMs: 10 },
      ],
    },
  ],
  people: [
    {
      runId: "second",
      moves: [
        { kind: "name", waitMs: 9000 },
        { kind: "delete", waitMs: 20_000 },
      ],
    },
  ],
  viewers: [{ runId: "first", startMs: 2000 }],
  troubles: [],
};

function program(runId: string, sessions: readonly SessionPlan[]): ProgramPlan {
  return { host: 0, runId, startMs: 0, sessions };
}

function session(mode: SessionPlan["mode"], begin: SessionPlan["begin"]): SessionPlan {
  const acts = ACTS.map((kind) => ({ kind, waitMs: 20 }));
  return { begin, mode, acts, end: { kind: "finish", exitCode: 0, timeoutMs: 30_000 }, pauseMs: 100 };
}
