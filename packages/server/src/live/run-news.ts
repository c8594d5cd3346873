import type { Clock } from "@stepwell/effects";
import type { KeyView, LiveEvent, RunView } from "@stepwell/protocol";

/** A run, and a text that changes with what else its page shows besides rows and keys. */
interface RunLook {
  readonly view: RunView;
  readonly details: string;
}

/** What is asked of the rest when a run changed; undefined for a run that is gone. */
export interface RunViews {
  look(run: number): Promise<RunLook | undefined>;
  keys(run: number): Promise<readonly KeyView[]>;
}

/** Runs whose state or keys changed, each told at most four times a second, and the last state always. */
export interface RunNews {
  note(run: number, what: { readonly keys: boolean }): void;
  drop(run: number): void;
  /** Sends what is due; returns after how many milliseconds there is more, undefined when there is not. */
  sendDue(): Promise<number | undefined>;
  clear(): void;
}

interface Pending {
  /** Earliest monotonic time at which the run's view may be sent again. */
  dueAt: number;
  view: boolean;
  keys: boolean;
  /** `RunLook.details` when it was last told. */
  details: string | undefined;
  /** The kind of each key when it was last told. */
  readonly told: Map<string, KeyView["kind"]>;
}

const RUN_INTERVAL_MS = 250;
/** A run that was silent for so long is forgotten here; its keys are told again when it goes on. */
const QUIET_MS = 60_000;

/** `broadcast` is given an event and the project that it is about. */
export function createRunNews(options: {
  clock: Clock;
  views: RunViews;
  broadcast: (project: string, event: LiveEvent) => void;
}): RunNews {
  const { clock, views, broadcast } = options;
  const pending = new Map<number, Pending>();

  async function send(number: number, due: Pending): Promise<void> {
    const wantsKeys = due.keys;
    due.view = due.keys = false;
    due.dueAt = clock.monotonic() + RUN_INTERVAL_MS;
    const look = await views.look(number);
    if (look === undefined) return;
    const { view: run, details } = look;
    broadcast(run.project, { type: "run", run });
    if (details !== due.details) {
      due.details = details;
      broadcast(run.project, { type: "details", project: run.project, run: run.id });
    }
    if (!wantsKeys) return;
    const fresh = (await views.keys(number)).filter(({ key, kind }) => due.told.get(key) !== kind);
    for (const { key, kind } of fresh) due.told.set(key, kind);
    if (fresh.length > 0) {
      broadcast(run.project, { type: "keys", project: run.project, run: run.id, keys: fresh });
    }
  }

  return {
    note(run, { keys }) {
      const found = pending.get(run) ?? {
        dueAt: 0,
        view: false,
        keys: false,
        details: undefined,
        told: new Map(),
      };
      pending.set(run, found);
      found.view = true;
      found.keys ||= keys;
    },
    drop(run) {
      pending.delete(run);
    },
    async sendDue() {
      const began = clock.monotonic();
      for (const [number, due] of pending) {
        if (due.dueAt > began) continue;
        if (due.view) await send(number, due);
        else if (due.dueAt < began - QUIET_MS) pending.delete(number);
      }
      // Also what became due meanwhile.
      const waits = [...pending.values()].filter(({ view }) => view).map(({ dueAt }) => dueAt - began);
      return waits.length === 0 ? undefined : Math.min(...waits);
    },
    clear() {
      pending.clear();
    },
  };
}
