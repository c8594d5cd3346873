import type { NetworkFaults } from "../world/network.ts";

/** All that a seed decides before anything happens: who is there, what they want to do, and what will go wrong. */
export interface Scenario {
  readonly seed: number;
  readonly storage: "memory" | "sqlite";
  /** The server reads the run folders of its own host, the first one. */
  readonly isWatching: boolean;
  readonly tickMs: number;
  /** Effects until the death of each life of the server. */
  readonly serverDeaths: readonly number[];
  readonly network: NetworkFaults;
  readonly hosts: readonly HostPlan[];
  readonly programs: readonly ProgramPlan[];
  readonly deliveries: readonly DeliveryPlan[];
  readonly clients: readonly ClientPlan[];
  readonly people: readonly PersonPlan[];
  readonly viewers: readonly ViewerPlan[];
  readonly troubles: readonly TroublePlan[];
}

/** A machine; its clock is off by `skewMs`. */
interface HostPlan {
  readonly skewMs: number;
  /** The share of writes to a run file for which there is no room. */
  readonly fullShare: number;
}

/** Sessions of one run on one host, one after the other. */
export interface ProgramPlan {
  readonly host: number;
  readonly runId: string;
  readonly startMs: number;
  readonly sessions: readonly SessionPlan[];
}

/** One process that logs. */
export interface SessionPlan {
  readonly begin:
    | { readonly kind: "new" | "allow" | "must" | "primary" | "secondary" }
    | { readonly kind: "rewind"; readonly step: number }
    | { readonly kind: "fork"; readonly runId: string; readonly step: number };
  readonly mode: "online" | "offline";
  readonly acts: readonly ActPlan[];
  readonly end:
    | { readonly kind: "finish"; readonly exitCode: number; readonly timeoutMs: number }
    | { readonly kind: "exit"; readonly exitCode: number }
    | { readonly kind: "killed"; readonly effects: number };
  /** Before the next session. */
  readonly pauseMs: number;
}

/** One call of a program, after a wait. */
export interface ActPlan {
  readonly kind:
    | "row"
    | "held-row"
    | "step-row"
    | "low-step"
    | "picture"
    | "summary"
    | "config"
    | "define"
    | "console"
    | "flush";
  readonly waitMs: number;
}

/** `stepwell sync` of all run folders of a host. */
export interface DeliveryPlan {
  readonly host: number;
  readonly atMs: number;
  /** Effects until its death; absent: it lives. */
  readonly effects?: number;
}

/** A client of W&B's that logs a run of its own. */
export interface ClientPlan {
  readonly host: number;
  readonly runId: string;
  readonly startMs: number;
  readonly moves: readonly ClientMove[];
}

/** `send`: rows at the next line. The others begin a new session: at the line that the server tells, at 0 with all rows, or at an older line. */
export interface ClientMove {
  readonly kind: "send" | "resume" | "again" | "stale";
  readonly rows: number;
  readonly waitMs: number;
}

/** Somebody who changes or deletes a run by hand. */
export interface PersonPlan {
  readonly runId: string;
  readonly moves: readonly { readonly kind: "name" | "tags" | "notes" | "delete"; readonly waitMs: number }[];
}

/** A page with the chart of a run. */
export interface ViewerPlan {
  readonly runId: string;
  readonly startMs: number;
}

/** What befalls a host. */
export type TroublePlan =
  | { readonly kind: "power"; readonly host: number; readonly atMs: number }
  | { readonly kind: "cut-off"; readonly host: number; readonly atMs: number; readonly forMs: number }
  | { readonly kind: "clock"; readonly host: number; readonly atMs: number; readonly byMs: number };
