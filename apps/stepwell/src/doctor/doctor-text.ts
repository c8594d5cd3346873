import { wrapped } from "../command-line/text-layout.ts";
import type { TextStyle } from "../command-line/text-layout.ts";
import type { Check } from "./check.ts";

const COLORS = { ok: 32, note: 33, problem: 31 } as const;
const STATUS_WIDTH = 9;

/** What the doctor prints for people: a line or more for each check, and how many are not well. */
export function doctorText(checks: readonly Check[], style: TextStyle): string {
  const nameWidth = Math.max(0, ...checks.map(({ name }) => name.length)) + 2;
  const width = Math.max(32, Math.min(100, style.width));
  // In a narrow window the name stands alone.
  const isNarrow = width < 60;
  const indent = isNarrow ? 4 : 2 + STATUS_WIDTH + nameWidth;
  const lines = checks.flatMap(({ name, status, text, remedy }) => {
    const said = wrapped(text, width - indent);
    const done = remedy === undefined ? [] : wrapped(remedy, width - indent);
    const head = `  ${colored(status.padEnd(STATUS_WIDTH), status, style)}${name.padEnd(nameWidth)}`;
    const [first = "", ...rest] = isNarrow ? ["", ...said] : said;
    return [`${head}${first}`.trimEnd(), ...[...rest, ...done].map((line) => " ".repeat(indent) + line)];
  });
  return ["", ...lines, "", ...wrapped(sumText(checks), width - 2).map((line) => `  ${line}`), ""].join("\n");
}

function sumText(checks: readonly Check[]): string {
  const [problems, notes] = ["problem", "note"].map(
    (status) => checks.filter((check) => check.status === status).length,
  ) as [number, number];
  if (problems === 0)
    return notes === 0 ? "All is well." : `Nothing stands in the way; ${amount(notes, "note")}.`;
  return `${amount(problems, "problem")}${notes === 0 ? "" : `, ${amount(notes, "note")}`}.`;
}

function amount(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

function colored(text: string, status: Check["status"], { hasColor }: TextStyle): string {
  return hasColor ? `\u001B[${COLORS[status]}m${text}\u001B[39m` : text;
}
