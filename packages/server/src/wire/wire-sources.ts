import { SECONDARY_ROLE } from "@stepwell/runlog";
import type { ConsoleLine } from "@stepwell/runlog";
import type { RunEdits, StoredRun } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { createKeyedQueue } from "../ingest/keyed-queue.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { sessionFirstLine, sessionSource } from "../ingest/session-source.ts";
import type { NumberedRows, PlacedBatch } from "../ingest/source-batch.ts";
import type { WireAccount } from "./wire-account.ts";
import { openAccount } from "./wire-account.ts";
import type { WireCaller } from "./wire-caller.ts";
import { WireError } from "./wire-error.ts";

/** The sources that feed runs by wire. */
export interface WireSources {
  /** Runs `task` with the account of who calls, opening the run if need be. Tasks of one run never overlap. */
  with<T>(name: RunName, caller: WireCaller, task: (account: WireAccount) => Promise<T>): Promise<T>;
  /** Stores the account and what came with it. Durable when it resolves. */
  store(account: WireAccount, console?: readonly ConsoleLine[], place?: PlaceRows): Promise<void>;
  /** Changes a run in a way that its accounts do not know of. Nothing else happens to it meanwhile. */
  change(run: StoredRun, task: (run: StoredRun) => Promise<void>): Promise<void>;
  /** Changes what people say of a run, of which its accounts know a part. Nothing else happens to it meanwhile. */
  edit(run: StoredRun, editsOf: (run: StoredRun) => RunEdits): Promise<void>;
}

export interface RunName {
  readonly project: string;
  readonly runId: string;
}

/** Numbers the rows that came, and changes the account accordingly. Nothing happens to the run meanwhile. */
type PlaceRows = (run: StoredRun) => Promise<Omit<PlacedBatch, "state">>;

/** Accounts in memory; the others are read back from the stores. */
const MAX_ACCOUNTS = 2000;
const NUMBERINGS = { session: "client", source: "source", shared: "writer" } as const;
const NOTHING: NumberedRows = { offset: 0, rows: [] };

/** Makes the register of sources. What it keeps in memory can be lost at any time. */
export function createWireSources({ ports, ingest }: AppContext): WireSources {
  const { runs, metrics, clock } = ports;
  const queue = createKeyedQueue();
  const accounts = new Map<string, WireAccount>();

  async function accountOf({ project, runId }: RunName, caller: WireCaller): Promise<WireAccount> {
    const key = accountKey({ project, runId }, caller);
    const kept = accounts.get(key);
    accounts.delete(key);
    const account = kept ?? (await findAccount(project, runId, caller));
    const run = kept === undefined ? await runs.run(account.run) : undefined;
    if (run !== undefined) noteEdits(account, run);
    accounts.set(key, account);
    const [oldest] = accounts.keys();
    if (accounts.size > MAX_ACCOUNTS && oldest !== undefined) accounts.delete(oldest);
    return account;
  }

  async function findAccount(project: string, runId: string, caller: WireCaller): Promise<WireAccount> {
    const place = {
      project,
      runId,
      numbering: NUMBERINGS[caller.kind],
    };
    if (caller.kind === "source") {
      const known = await ingest.find(caller.id);
      if (known === "removed") return removedAccount({ ...place, id: caller.id });
      if (known !== undefined) await checkOwner(caller.id, known.run, { project, runId });
      const run = known?.run ?? (await runs.openRun(project, runId, clock.now())).number;
      const account = openAccount({ ...place, id: caller.id, run }, known, clock.now(), 0);
      if (known === undefined && caller.isShared === true) markSecondary(account);
      return account;
    }
    // A session's id holds the number of a run that is gone, so it is known by the run's name.
    if (await runs.wasRemoved(project, runId)) return removedAccount({ ...place, id: "removed" });
    const run = await runs.openRun(project, runId, clock.now());
    const id = caller.kind === "shared" ? `wire-${run.number}-client-${caller.id}` : await sessionId(run);
    const known = await ingest.find(id);
    const firstLine = sessionFirstLine(id) ?? 0;
    const account = openAccount(
      { ...place, id, run: run.number },
      known === "removed" ? undefined : known,
      clock.now(),
      firstLine,
      rewoundUntil(run),
    );
    if (known === undefined && caller.kind === "shared") markSecondary(account);
    return account;
  }

  function removedAccount(place: Pick<WireAccount, "id" | "numbering" | "project" | "runId">): WireAccount {
    return { ...openAccount({ ...place, run: 0 }, undefined, clock.now(), 0), removed: true };
  }

  /** A run file is of one run: rows for another one would be stored in that one, unguarded by its queue. */
  async function checkOwner(source: string, number: number, { project, runId }: RunName): Promise<void> {
    const run = await runs.run(number);
    if (run === undefined || ingest.keys.keyOf(run) === ingest.keys.keyOf({ project, runId })) return;
    throw new WireError(
      409,
      `[server] Failed to take rows of the run "${runId}": their source "${source}" is a run file of "${run.runId}". Send them as rows of that run.`,
    );
  }

  /** A run's own names all lead to one key. */
  function accountKey(name: RunName, caller: WireCaller): string {
    return `${ingest.keys.keyOf(name)}\0${caller.kind === "session" ? "" : `${caller.kind} ${caller.id}`}`;
  }

  function accountsOf(name: RunName): (readonly [string, WireAccount])[] {
    return [...accounts].filter(([key]) => key.startsWith(`${ingest.keys.keyOf(name)}\0`));
  }

  function forget(account: WireAccount): void {
    for (const [key, kept] of accounts) if (kept === account) accounts.delete(key);
  }

  /** All sessions of ordinary clients on a run are one source; its id says at which line of the run it began. */
  async function sessionId(run: StoredRun): Promise<string> {
    const found = run.sources.find(
      ({ id, rewound }) => sessionFirstLine(id) !== undefined && rewound === undefined,
    );
    if (found !== undefined) return found.id;
    const { lines, epoch } = await metrics.info(run.number, "history");
    return sessionSource(run.number, lines, epoch);
  }

  return {
    with(name, caller, task) {
      const project = name.project === "" ? UNCATEGORIZED : name.project;
      return ingest.keys.inTurn(queue, { ...name, project }, async () => {
        const account = await accountOf({ ...name, project }, caller);
        try {
          return await task(account);
        } catch (error) {
          // What was not stored must not be remembered: the client gives it again.
          accounts.delete(accountKey({ ...name, project }, caller));
          throw error;
        }
      });
    },
    change(changed, task) {
      return ingest.keys.inTurn(queue, changed, async () => {
        for (const [key] of accountsOf(changed)) accounts.delete(key);
        const run = await runs.run(changed.number);
        if (run !== undefined) await ingest.exclusively(run, () => task(run));
      });
    },
    edit(edited, editsOf) {
      const { number } = edited;
      return ingest.keys.inTurn(queue, edited, async () => {
        const run = await runs.run(number);
        if (run === undefined) return;
        await ingest.exclusively(run, async () => {
          const current = await runs.run(number);
          if (current !== undefined) await runs.update(number, { edits: editsOf(current) });
        });
        const after = await runs.run(number);
        if (after === undefined) return;
        for (const [, account] of accountsOf(edited)) noteEdits(account, after);
      });
    },
    async store(account, console = [], place) {
      if (account.removed) return;
      const batch = {
        source: account.id,
        run: account.run,
        origin: account.id.startsWith("wire-") ? account.id : `wire-${account.id}`,
        project: account.project,
        runId: account.runId,
        startedMs: account.startedMs,
        history: NOTHING,
        events: NOTHING,
        console,
        state: account.state,
        position: 0,
        damage: account.damage,
        ...(account.uploads === undefined ? {} : { uploads: account.uploads }),
        ...(account.readBytes === 0 ? {} : { readBytes: account.readBytes }),
        aliveMs: clock.now(),
        get stale() {
          return account.stale;
        },
      };
      const receipt = await ingest.ingest(batch, async (run) => {
        const rows = await place?.(run);
        return { history: rows?.history ?? [], events: rows?.events ?? [], state: account.state };
      });
      if (receipt.kind === "removed") {
        account.removed = true;
        return;
      }
      // The next request of an ordinary client is another source's.
      if (receipt.isRewound) forget(account);
      account.uploads = undefined;
      account.stale = 0;
      if (receipt.history !== undefined) account.marks.history = receipt.history.mark;
      if (receipt.events !== undefined) account.marks.events = receipt.events.mark;
    },
  };
}

function noteEdits(account: WireAccount, { edits }: StoredRun): void {
  account.stopping = edits.stopping === true;
  account.isCalled = edits.state != null;
}

function rewoundUntil({ sources }: StoredRun): number | undefined {
  const times = sources.flatMap(({ rewound }) => (rewound === undefined ? [] : [rewound.until]));
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A writer of a shared run is a secondary one until it sends a config, which only a primary one does. */
function markSecondary(account: WireAccount): void {
  const config = { _wandb: { stepwell: { role: SECONDARY_ROLE } } };
  account.state = { ...account.state, config };
}
