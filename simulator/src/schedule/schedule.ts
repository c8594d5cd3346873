import type { SeededRandom } from "@stepwell/effects/testing";
import { createEventQueue } from "./event-queue.ts";
import type { Owner } from "./owner.ts";
import { OwnerDied } from "./owner.ts";
import type { Trace } from "./trace.ts";

/** The one order of all that happens in a simulation: a clock that jumps from effect to effect. */
export interface Schedule {
  /** Virtual milliseconds since the beginning. */
  readonly nowMs: number;
  readonly random: SeededRandom;
  /** Calls `run` after `delayMs`, unless its owner is dead by then. Returns its cancel. */
  after(owner: Owner, delayMs: number, run: () => void): () => void;
  /** Resolves after `delayMs`; never for a dead owner. */
  sleep(owner: Owner, delayMs: number): Promise<void>;
  /** Does `work` a moment later. Its owner may die before it is done, or after it and before its outcome is known. */
  effect<Result>(owner: Owner, what: string, work: () => Result | Promise<Result>): Promise<Result>;
  /**
   * Does `work` at once. Throws `OwnerDied` where the owner dies of it; `tear` is then what is left of it, when it is
   * neither all nor nothing.
   */
  instant<Result>(owner: Owner, what: string, work: () => Result, tear?: () => void): Result;
  note(owner: string, what: string): void;
  /** Runs until `isOver`, or until nothing is left to happen, or until `limitMs` of virtual time. True when `isOver`. */
  run(isOver: () => boolean, limitMs: number): Promise<boolean>;
}

/** Effects take up to so long; a few of them much longer. */
const EFFECT_MS = 3;
const SLOW_EFFECT_MS = 400;
const SLOW_SHARE = 0.01;

export function createSchedule({ random, trace }: { random: SeededRandom; trace: Trace }): Schedule {
  const queue = createEventQueue();
  let nowMs = 0;
  let pushed = 0;

  function push(delayMs: number, run: () => void): void {
    pushed += 1;
    queue.push({ dueMs: nowMs + Math.max(0, delayMs), order: pushed, run });
  }

  function note(owner: string, what: string): void {
    trace.note(`${nowMs.toFixed(1)} ${owner}: ${what}`);
  }

  function effectMs(): number {
    return random.float() < SLOW_SHARE ? random.float() * SLOW_EFFECT_MS : random.float() * EFFECT_MS;
  }

  const schedule: Schedule = {
    get nowMs() {
      return nowMs;
    },
    random,
    note,
    after(owner, delayMs, run) {
      let isCancelled = false;
      push(delayMs, () => {
        if (!isCancelled && !owner.isDead) run();
      });
      return () => {
        isCancelled = true;
      };
    },
    sleep: (owner, delayMs) => new Promise((resolve) => void schedule.after(owner, delayMs, resolve)),
    effect(owner, what, work) {
      return new Promise((resolve, reject) => {
        const done = (outcome: string, settle: () => void): void => {
          if (owner.isDead) return;
          note(owner.name, `${what} ${outcome}`);
          settle();
        };
        schedule.after(owner, effectMs(), () => {
          const isLast = owner.count();
          if (isLast && random.float() < 0.5) {
            note(owner.name, `dies before ${what}`);
            owner.die();
            return;
          }
          const started = attempt(work);
          if (isLast) {
            note(owner.name, `dies after ${what}`);
            owner.die();
          }
          started.then(
            (value) => done(shown(value), () => resolve(value)),
            (error: unknown) => done(`failed: ${nameOf(error)}`, () => reject(error as Error)),
          );
        });
      });
    },
    instant(owner, what, work, tear) {
      if (owner.isDead) throw new OwnerDied(owner.name);
      if (!owner.count()) {
        const value = work();
        note(owner.name, what);
        return value;
      }
      const when = random.float();
      if (when < 0.4 && tear !== undefined) tear();
      else if (when < 0.7) work();
      note(owner.name, `dies ${when < 0.4 ? "in the middle of" : when < 0.7 ? "after" : "before"} ${what}`);
      owner.die();
      throw new OwnerDied(owner.name);
    },
    async run(isOver, limitMs) {
      const endMs = nowMs + limitMs;
      await rest();
      while (!isOver()) {
        const next = queue.pop();
        if (next === undefined) return false;
        nowMs = Math.max(nowMs, next.dueMs);
        if (nowMs > endMs) return false;
        next.run();
        await rest();
      }
      return true;
    },
  };
  return schedule;
}

// A turn of the host's event loop runs every promise that is ready, and those that they make ready.
function rest(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function attempt<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

function shown(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return `gave ${value}`;
  if (value instanceof Uint8Array || Array.isArray(value)) return `gave ${value.length}`;
  return "gave one";
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 120) : String(error);
}
