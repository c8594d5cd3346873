import type { JsonObject } from "@stepwell/protocol";

/** What the judge has heard: what was asked for, and what was acknowledged. */
export interface Ledger {
  readonly sessions: readonly Session[];
  /** Rows of clients that have no run file. */
  readonly clients: readonly ClientRows[];
  readonly edits: ReadonlyMap<string, EditedRun>;
  openSession(session: Pick<Session, "name" | "runId" | "host" | "isShared" | "begin">): Session;
  openClient(client: Pick<ClientRows, "name" | "runId">): ClientRows;
  editsOf(runId: string): EditedRun;
  /** A number for the next row, unlike any other. */
  nextRow(): number;
  /** The session whose run folder this path is in. */
  sessionAt(host: string, path: string): Session | undefined;
  /** The session of a process that is still in `init`, when the path is that of a run file. */
  sessionBeginning(name: string, path: string): Session | undefined;
  /** The power of a host was cut: what it was not asked to keep may be gone. */
  powerCut(host: string): void;
  /** What a store did to rows for good reason: rows of these sources that it does not hold any more must not come back. */
  bansSources(sources: readonly string[], kept: ReadonlySet<number>): void;
  readonly bans: readonly { readonly sources: ReadonlySet<string>; readonly kept: ReadonlySet<number> }[];
  /** Runs whose removal was carried out. */
  readonly removals: number;
  noteRemoval(): void;
  /** Something that must never happen, noticed while it happened. */
  readonly complaints: readonly string[];
  complain(sentence: string): void;
}

/** One process and its run file. */
export interface Session {
  readonly name: string;
  readonly runId: string;
  readonly host: string;
  readonly isShared: boolean;
  readonly begin: string;
  folder: string | undefined;
  /** What the run file calls itself. */
  source: string | undefined;
  /** Rows whose `log` was called, by number. */
  readonly tried: Map<number, JsonObject>;
  /** Numbers of the rows whose `log` returned and that were not counted as dropped. */
  readonly kept: number[];
  /** There was no room for something that it wrote, so its file says no more. */
  lacksRoom: boolean;
  /** So many of `kept` survive a power cut. */
  durable: number;
  /** So many of `kept` must be there: fewer than all after a power cut. */
  owed: number | undefined;
  /** `finish` has resolved, or the process has exited by itself. */
  exitCode: number | undefined;
  config: JsonObject;
  readonly summary: Record<string, number>;
  readonly console: string[];
  readonly pictures: string[];
}

/** What a client of W&B's sent, and what was answered 200. */
export interface ClientRows {
  readonly name: string;
  readonly runId: string;
  readonly tried: Map<number, JsonObject>;
  readonly kept: number[];
}

/** What was changed of a run by hand: the values that it may have, by what was changed. */
interface EditedRun {
  readonly may: Map<string, readonly unknown[]>;
}

export function createLedger(): Ledger {
  const sessions: Session[] = [];
  const clients: ClientRows[] = [];
  const edits = new Map<string, EditedRun>();
  const bans: { sources: ReadonlySet<string>; kept: ReadonlySet<number> }[] = [];
  const complaints: string[] = [];
  let rows = 0;
  let removals = 0;

  return {
    sessions,
    clients,
    edits,
    bans,
    complaints,
    openSession(of) {
      const session: Session = {
        ...of,
        folder: undefined,
        source: undefined,
        tried: new Map(),
        kept: [],
        lacksRoom: false,
        durable: 0,
        owed: undefined,
        exitCode: undefined,
        config: {},
        summary: {},
        console: [],
        pictures: [],
      };
      sessions.push(session);
      return session;
    },
    openClient(of) {
      const client: ClientRows = { ...of, tried: new Map(), kept: [] };
      clients.push(client);
      return client;
    },
    editsOf(runId) {
      const known = edits.get(runId) ?? { may: new Map<string, readonly unknown[]>() };
      edits.set(runId, known);
      return known;
    },
    nextRow: () => rows++,
    sessionAt: (host, path) =>
      sessions.findLast((one) => one.host === host && path.startsWith(`${one.folder ?? "\0"}/run-`)),
    sessionBeginning: (name, path) =>
      path.endsWith(".wandb")
        ? sessions.findLast((one) => one.name === name && one.folder === undefined)
        : undefined,
    powerCut(host) {
      for (const session of sessions) if (session.host === host) session.owed ??= session.durable;
    },
    bansSources(sources, kept) {
      bans.push({ sources: new Set(sources), kept });
    },
    get removals() {
      return removals;
    },
    noteRemoval() {
      removals += 1;
    },
    complain: (sentence) => void complaints.push(sentence),
  };
}
