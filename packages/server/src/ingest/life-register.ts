import type { Clock } from "@stepwell/effects";
import type { RunStore, StoredRun } from "@stepwell/storage";
import { runStatus } from "./run-life.ts";
import type { SourceLife } from "./run-life.ts";
import { partInEnd } from "./shared-source.ts";

/** Keeps each run's stored status true to what is known of its sources. Calls for one run must not overlap. */
export interface LifeRegister {
  /** Notes what is known of a source and stores the run's status if it changed. True when anything shown changed. */
  note(run: StoredRun, source: string, life: SourceLife): Promise<boolean>;
  /** Numbers of the running runs whose status is out of date now that time has passed; `settle` is for them. */
  due(): Promise<readonly number[]>;
  /** Stores the run's status if it changed. */
  settle(run: number): Promise<boolean>;
  forget(run: number): void;
}

interface RunLife {
  readonly sources: Map<string, SourceLife>;
  status: StoredRun["status"];
  updatedMs: number;
}

/** Time is stored at this grain, so that a run at full speed does not rewrite its record for every batch. */
const UPDATE_GRAIN_MS = 1000;
const PAGE = 500;

/** Makes a register; the first `due` takes up the runs that were running when the server stopped. */
export function createLifeRegister(options: {
  runs: RunStore;
  clock: Clock;
  silenceMs: number;
}): LifeRegister {
  const { runs, clock, silenceMs } = options;
  const lives = new Map<number, RunLife>();
  const running = new Set<number>();
  let seeded = false;

  function take(run: StoredRun): RunLife {
    const known = lives.get(run.number);
    if (known !== undefined) return known;
    const life: RunLife = { sources: new Map(), status: run.status, updatedMs: run.updatedMs };
    for (const { id, startedMs, state } of run.sources) {
      const { exitCode } = state;
      const part = partInEnd({ id, state });
      life.sources.set(id, { startedMs, exitCode, aliveMs: run.updatedMs, dead: false, ...part });
    }
    lives.set(run.number, life);
    if (life.status === "running") running.add(run.number);
    return life;
  }

  function statusOf(life: RunLife): StoredRun["status"] {
    const sources = [...life.sources.values()];
    // A crash between opening the run and saving its first source leaves it without any.
    const only = {
      startedMs: 0,
      exitCode: undefined,
      aliveMs: life.updatedMs,
      dead: false,
      isSecondary: false,
      hasNoEnd: false,
    };
    return runStatus(sources.length === 0 ? [only] : sources, clock.now(), silenceMs);
  }

  async function settle(number: number): Promise<boolean> {
    const life = lives.get(number);
    if (life === undefined) return false;
    const status = statusOf(life);
    const aliveMs = Math.max(life.updatedMs, ...[...life.sources.values()].map((source) => source.aliveMs));
    if (status === life.status && aliveMs < life.updatedMs + UPDATE_GRAIN_MS) return false;
    await runs.update(number, { status, updatedMs: aliveMs });
    life.status = status;
    life.updatedMs = aliveMs;
    if (status === "running") running.add(number);
    else running.delete(number);
    return true;
  }

  async function seed(): Promise<void> {
    let before: number | undefined;
    for (;;) {
      const page = await runs.runs({
        status: "running",
        limit: PAGE,
        ...(before === undefined ? {} : { before }),
      });
      for (const run of page) take(run);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      before = last.number;
    }
  }

  return {
    async note(run, source, life) {
      take(run).sources.set(source, life);
      return settle(run.number);
    },
    async due() {
      if (!seeded) await seed();
      seeded = true;
      return [...running].filter((number) => {
        const life = lives.get(number);
        return life !== undefined && statusOf(life) !== life.status;
      });
    },
    settle,
    forget(run) {
      lives.delete(run);
      running.delete(run);
    },
  };
}
