const DEEPEST = 10;
const MOST_MEMBERS = 50;
const LONGEST_TEXT = 1000;

/** A value on one line, the same under every test runner: `{"loss": Any<Number>}`. What is long or deep is cut short. */
export function printValue(value: unknown, depth = 0): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  const asymmetric = (value as { toAsymmetricMatcher?: unknown }).toAsymmetricMatcher;
  if (typeof asymmetric === "function") return String(asymmetric.call(value));
  if (value instanceof RegExp || value instanceof Date || value instanceof Error) return String(value);
  if (depth >= DEEPEST) return Array.isArray(value) ? "[…]" : "{…}";
  if (Array.isArray(value)) {
    const members = value.slice(0, MOST_MEMBERS).map((member) => printValue(member, depth + 1));
    return `[${withRest(members, value.length)}]`;
  }
  const entries = Object.entries(value);
  const members = entries
    .slice(0, MOST_MEMBERS)
    .map(([key, member]) => `${quoted(key)}: ${printValue(member, depth + 1)}`);
  return `{${withRest(members, entries.length)}}`;
}

function withRest(members: readonly string[], count: number): string {
  return (count > members.length ? [...members, `… ${count - members.length} more`] : members).join(", ");
}

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text);
}
