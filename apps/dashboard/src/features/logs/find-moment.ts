/** Where somebody wants to go in a log: a line (from 1), a step, or a moment (ms since the epoch). */
export type Moment =
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "step"; readonly step: number }
  | { readonly kind: "time"; readonly time: number };

/**
 * Reads `line 214`, `step 1,200` (or the number alone), `14:02`, `2026-11-14 14:02:03`, and `+5 min` since the run began.
 * A time of day is its first one after the run began. Undefined for anything else.
 */
export function findMoment(text: string, startedAt: number): Moment | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/(\d)[,\u202f](?=\d{3}\b)/g, "$1");
  const number = /^(?:(line|step|l|s|#)\s*)?(\d+)$/.exec(words);
  if (number !== null) {
    const value = Number(number[2]);
    const isLine = number[1] === "line" || number[1] === "l" || number[1] === "#";
    return isLine ? { kind: "line", line: value } : { kind: "step", step: value };
  }
  const after = /^\+\s*(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|d)$/.exec(words);
  if (after !== null) {
    const unit = { s: 1, m: 60, h: 3_600, d: 86_400 }[(after[2] as string)[0] as "s" | "m" | "h" | "d"];
    return { kind: "time", time: startedAt + Number(after[1]) * unit * 1_000 };
  }
  const clock = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ t]\s*)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(words);
  if (clock === null) return undefined;
  const [, year, month, day, hour, minute, second = "0"] = clock;
  const date = new Date(startedAt);
  if (year !== undefined) date.setFullYear(Number(year), Number(month) - 1, Number(day));
  date.setHours(Number(hour), Number(minute), Number(second), 0);
  if (year === undefined && date.getTime() < startedAt - 1_000) date.setDate(date.getDate() + 1);
  return { kind: "time", time: date.getTime() };
}
