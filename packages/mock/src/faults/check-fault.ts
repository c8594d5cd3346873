import { MockError } from "../mock-error.ts";
import type { FaultRule } from "./fault-rule.ts";

const DAY_MS = 24 * 60 * 60_000;
const MOST = 1_000_000_000;
const LONGEST_OPERATION = 200;
const LONGEST_BODY = 1_000_000;
/** Statuses whose replies have no body. */
const EMPTY = [204, 205, 304];

/** What a field may be, and how that is said. */
interface Field {
  readonly holds: (value: unknown) => boolean;
  readonly said: string;
}

const FIELDS: Readonly<Record<string, Field>> = {
  ms: numberIn(0, DAY_MS, "a time from 0 to 24 hours"),
  skew: numberIn(-36_500 * DAY_MS, 36_500 * DAY_MS, "a time of at most 100 years"),
  status: wholeIn(200, 599),
  retryAfter: wholeIn(0, 86_400),
  body: { holds: isTextUpTo(LONGEST_BODY), said: `a text of at most ${LONGEST_BODY} characters` },
  afterBytes: wholeIn(0, MOST),
  bytesPerSecond: wholeIn(1, MOST),
  operation: {
    holds: (value) => isTextUpTo(LONGEST_OPERATION)(value) && /^[^,\s]+$/.test(String(value)),
    said: `a name of at most ${LONGEST_OPERATION} characters, without spaces and commas`,
  },
  nth: wholeIn(1, MOST),
  every: wholeIn(1, MOST),
  first: wholeIn(1, MOST),
  probability: {
    holds: (value) => typeof value === "number" && value > 0 && value <= 1,
    said: "a number above 0 and up to 1",
  },
};

/** The fields of each fault; those that end with "?" may be left out. */
const EFFECTS: Readonly<Record<string, readonly string[]>> = {
  latency: ["ms"],
  status: ["status", "body?", "retryAfter?"],
  cut: ["afterBytes?"],
  "slow-body": ["bytesPerSecond"],
  "drop-reply": [],
  "clock-skew": ["ms"],
  "storage-full": [],
};
const SELECTION = ["operation?", "nth?", "every?", "first?", "probability?"];

/** The names of all faults. */
export const FAULT_NAMES: readonly string[] = Object.keys(EFFECTS);

/** Takes a rule from outside. Throws `MockError` with what is wrong; `said` is how the user wrote it. */
export function checkFault(given: unknown, said: string = shown(given)): FaultRule {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw problem(said, "it is not a rule", 'Give an object, as { fault: "status", status: 503 }');
  }
  const rule = given as Readonly<Record<string, unknown>>;
  const name = rule["fault"];
  const own = typeof name === "string" && Object.hasOwn(EFFECTS, name) ? EFFECTS[name] : undefined;
  if (own === undefined) {
    throw problem(said, `there is no fault "${shown(name)}"`, `Use one of ${FAULT_NAMES.join(", ")}`);
  }
  const allowed = [...own, ...SELECTION];
  for (const key of Object.keys(rule)) {
    if (key === "fault" || allowed.some((one) => one.replace("?", "") === key)) continue;
    const names = allowed.map((one) => one.replace("?", "")).join(", ");
    throw problem(said, `"${String(name)}" has no "${key.slice(0, 50)}"`, `Use ${names}`);
  }
  const checked: Record<string, unknown> = { fault: name };
  for (const one of allowed) {
    const key = one.replace("?", "");
    const value = rule[key];
    if (value === undefined && one.endsWith("?")) continue;
    const field = FIELDS[name === "clock-skew" && key === "ms" ? "skew" : key];
    if (field?.holds(value) !== true) {
      const what = value === undefined ? `it says no "${key}"` : `its "${key}" is "${shown(value)}"`;
      throw problem(said, what, `Give ${field?.said ?? "something else"}`);
    }
    checked[key] = value;
  }
  if (checked["body"] !== undefined && EMPTY.includes(checked["status"] as number)) {
    throw problem(said, `a reply of status "${shown(checked["status"])}" has no body`, "Leave it out");
  }
  return checked as unknown as FaultRule;
}

function problem(said: string, reason: string, advice: string): MockError {
  return new MockError(`add fault "${said.slice(0, 200)}": ${reason}. ${advice}.`);
}

function shown(value: unknown): string {
  if (typeof value === "string") return value.slice(0, 200);
  if (typeof value === "number" || value === undefined || value === null) return String(value);
  return (JSON.stringify(value) ?? typeof value).slice(0, 200);
}

function wholeIn(from: number, to: number): Field {
  return {
    holds: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
    said: `a whole number from ${from} to ${to}`,
  };
}

function numberIn(from: number, to: number, said: string): Field {
  return { holds: (value) => typeof value === "number" && value >= from && value <= to, said };
}

function isTextUpTo(longest: number): (value: unknown) => boolean {
  return (value) => typeof value === "string" && value.length <= longest;
}
