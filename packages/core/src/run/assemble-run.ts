import { UsageError } from "../core-error.ts";
import { INSPECT } from "./inspect.ts";
import type { Run } from "./run.ts";
import type { RunMembers } from "./run-members.ts";

const SETTABLE: readonly string[] = ["name", "notes", "tags"] satisfies (keyof RunMembers)[];

/**
 * A run of its members and its calls. What can't be set says so with a sentence, and so do names that a run does not
 * have; calls may be replaced, as tests do.
 */
export function assembleRun<Keys extends object>(
  members: RunMembers,
  calls: Omit<Run<Keys>, keyof RunMembers>,
): Run<Keys> {
  const run = Object.defineProperties(calls, Object.getOwnPropertyDescriptors(members)) as Run<Keys>;
  for (const name of Object.keys(run)) if (!SETTABLE.includes(name)) closeMember(run, name);
  Object.defineProperty(run, INSPECT, { value: () => facts(run) });
  // Own members are found before the prototype is asked, so that calls are as fast as without it.
  return Object.setPrototypeOf(run, UNKNOWN) as Run<Keys>;
}

function closeMember(run: object, name: string): void {
  const found = Object.getOwnPropertyDescriptor(run, name) as PropertyDescriptor;
  if (typeof found.value === "function") return;
  const { value } = found as { value: unknown };
  Object.defineProperty(run, name, {
    enumerable: true,
    configurable: true,
    get: found.get ?? (() => value),
    set() {
      throw new UsageError(
        `[core] Failed to set "${name}" of a run: it can only be read. Give it to init() when the run starts.`,
      );
    },
  });
}

const UNKNOWN = /* #__PURE__ */ new Proxy(Object.prototype, {
  set(_, name, value, run: object) {
    if (typeof name === "symbol") {
      return Reflect.defineProperty(run, name, { value, writable: true, configurable: true });
    }
    throw new UsageError(
      `[core] Failed to set "${name}" of a run: a run has no such member. Set "name", "notes" or "tags", or put values into run.config or run.summary.`,
    );
  },
});

function facts(run: object): object {
  return Object.fromEntries(Object.entries(run).filter(([, value]) => typeof value !== "function"));
}
