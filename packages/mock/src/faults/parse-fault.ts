import { MockError } from "../mock-error.ts";
import { checkFault, FAULT_NAMES } from "./check-fault.ts";
import type { FaultRule } from "./fault-rule.ts";

const LONGEST = 1_000_000;
const UNITS_MS: Readonly<Record<string, number>> = { "": 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

type Reader = (text: string) => unknown;

/** What the value after the fault's name is, by fault. */
const VALUES: Readonly<Record<string, readonly [key: string, read: Reader]>> = {
  latency: ["ms", readDuration],
  status: ["status", readNumber],
  cut: ["afterBytes", readNumber],
  "slow-body": ["bytesPerSecond", readNumber],
  "clock-skew": ["ms", readDuration],
};

/** What follows the fault, by the name that it has in a text. */
const WORDS: Readonly<Record<string, readonly [key: string, read: Reader]>> = {
  "retry-after": ["retryAfter", (text) => asSeconds(readDuration(/[a-z]$/i.test(text) ? text : `${text}s`))],
  operation: ["operation", (text) => text],
  nth: ["nth", readNumber],
  every: ["every", readNumber],
  first: ["first", readNumber],
  probability: ["probability", readNumber],
};

/**
 * Reads a rule as it is written on a command line, `status=503,retry-after=2,operation=file_stream,nth=3`. A `body` comes
 * last and may have commas. Throws `MockError` with what is wrong.
 */
export function parseFault(text: string): FaultRule {
  if (text.length > LONGEST) throw refused(text, "it is too long", `Use at most ${LONGEST} characters`);
  const [, words = text, body] = /^(.*?),body=(.*)$/s.exec(text) ?? [];
  const [head = "", ...rest] = words.split(",");
  const [name, value] = splitOnce(head);
  if (!FAULT_NAMES.includes(name)) {
    throw refused(text, `there is no fault "${name.slice(0, 50)}"`, `Use one of ${FAULT_NAMES.join(", ")}`);
  }
  const rule: Record<string, unknown> = { fault: name };
  if (value !== undefined) {
    const own = VALUES[name];
    if (own === undefined) throw refused(text, `"${name}" takes no value`, `Write "${name}" alone`);
    rule[own[0]] = own[1](value);
  }
  for (const word of rest) {
    const [key, given] = splitOnce(word);
    const known = Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
    if (known === undefined || given === undefined) {
      const names = Object.keys(WORDS).map((one) => `${one}=…`);
      throw refused(text, `"${word.slice(0, 50)}" is none of its words`, `Use ${names.join(", ")} or body=…`);
    }
    if (Object.hasOwn(rule, known[0])) throw refused(text, `it says "${key}" twice`, "Say it once");
    rule[known[0]] = known[1](given);
  }
  if (body !== undefined) rule["body"] = body;
  return checkFault(rule, text);
}

/** A rule as `parseFault` reads it. */
export function printFault(rule: FaultRule): string {
  const { operation, nth, every, first, probability } = rule;
  const words = Object.entries({ operation, nth, every, first, probability })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `,${key}=${String(value)}`)
    .join("");
  switch (rule.fault) {
    case "latency":
    case "clock-skew":
      return `${rule.fault}=${rule.ms}ms${words}`;
    case "slow-body":
      return `slow-body=${rule.bytesPerSecond}${words}`;
    case "cut":
      return `cut${rule.afterBytes === undefined ? "" : `=${rule.afterBytes}`}${words}`;
    case "status": {
      const after = rule.retryAfter === undefined ? "" : `,retry-after=${rule.retryAfter}`;
      return `status=${rule.status}${after}${words}${rule.body === undefined ? "" : `,body=${rule.body}`}`;
    }
    default:
      return `${rule.fault}${words}`;
  }
}

function splitOnce(word: string): [name: string, value: string | undefined] {
  const at = word.indexOf("=");
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** What is no number stays a text, which the check refuses with its name. */
function readNumber(text: string): unknown {
  return /^-?\d{1,15}(\.\d{1,15})?(e-\d{1,2})?$/.test(text) ? Number(text) : text;
}

function readDuration(text: string): unknown {
  const [, digits, unit = ""] = /^(-?\d{1,15}(?:\.\d{1,15})?)(ms|s|m|h)?$/.exec(text) ?? [];
  return digits === undefined ? text : Number(digits) * (UNITS_MS[unit] ?? 1);
}

function asSeconds(ms: unknown): unknown {
  return typeof ms === "number" ? ms / 1000 : ms;
}

function refused(text: string, reason: string, advice: string): MockError {
  return new MockError(`add fault "${text.slice(0, 200)}": ${reason}. ${advice}.`);
}
