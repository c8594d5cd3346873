import { createSeededRandom } from "@stepwell/effects/testing";
import { checkFault } from "./check-fault.ts";
import type { FaultRule } from "./fault-rule.ts";
import { matchesPattern } from "./matches-pattern.ts";
import { parseFault, printFault } from "./parse-fault.ts";

/** A rule that is in force, and what came of it. */
export interface ActiveFault {
  readonly rule: FaultRule;
  /** The rule as text. */
  readonly text: string;
  /** Requests of its operation so far. */
  readonly seen: number;
  /** Requests that met the fault. */
  readonly met: number;
}

/** What a rule looks for in a request. */
interface FaultTarget {
  /** The operation or route, and other names of it. */
  readonly names: readonly string[];
  readonly path: string;
}

/** The rules that are in force, in their order. */
export interface FaultList {
  readonly active: readonly ActiveFault[];
  /** Takes a rule, or its text. Throws `MockError`. Returns how to take it back. */
  add(fault: FaultRule | string): () => void;
  clear(): void;
  /** Counts a request, and returns the rules that it meets: at most one that replies, cuts or drops, the first. */
  meet(target: FaultTarget): readonly FaultRule[];
}

interface Entry {
  readonly rule: FaultRule;
  readonly text: string;
  readonly chance: () => number;
  seen: number;
  met: number;
}

/** Makes the list; chance is the same for the same seed and place in the list, whatever other rules there are. */
export function createFaultList(seed: number): FaultList {
  let entries: readonly Entry[] = [];
  let added = 0;

  return {
    get active() {
      return entries.map(({ rule, text, seen, met }) => ({ rule, text, seen, met }));
    },
    add(fault) {
      const rule = typeof fault === "string" ? parseFault(fault) : checkFault(fault);
      const random = createSeededRandom(seed * 1000 + added);
      added += 1;
      const entry: Entry = { rule, text: printFault(rule), chance: () => random.float(), seen: 0, met: 0 };
      entries = [...entries, entry];
      return () => {
        entries = entries.filter((one) => one !== entry);
      };
    },
    clear() {
      entries = [];
      added = 0;
    },
    meet(target) {
      const met: FaultRule[] = [];
      let isEnded = false;
      for (const entry of entries) {
        if (!concerns(entry.rule, target)) continue;
        entry.seen += 1;
        if (!selects(entry) || (isEnded && ends(entry.rule))) continue;
        entry.met += 1;
        isEnded ||= ends(entry.rule);
        met.push(entry.rule);
      }
      return met;
    },
  };
}

function concerns({ operation }: FaultRule, { names, path }: FaultTarget): boolean {
  if (operation === undefined) return true;
  if (operation.startsWith("/")) return matchesPattern(operation, path);
  return names.some((name) => matchesPattern(operation, name));
}

function selects({ rule: { nth, every, first, probability }, seen, chance }: Entry): boolean {
  if (nth !== undefined && seen !== nth) return false;
  if (every !== undefined && seen % every !== 0) return false;
  if (first !== undefined && seen > first) return false;
  return probability === undefined || chance() < probability;
}

function ends({ fault }: FaultRule): boolean {
  return fault === "status" || fault === "cut" || fault === "drop-reply";
}
