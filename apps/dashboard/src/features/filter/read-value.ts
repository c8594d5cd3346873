const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const units: readonly (readonly [RegExp, string])[] = [
  [/^ms$/, "ms"],
  [/^s(?:ec(?:ond)?s?)?$/, "s"],
  [/^m(?:in(?:ute)?s?)?$/, "m"],
  [/^h(?:ours?|rs?)?$/, "h"],
  [/^d(?:ays?)?$/, "d"],
  [/^w(?:eeks?)?$/, "w"],
];

/** A number as people write it (`1e-4`, `.5`, `1_000`, `nan`, `-inf`), or undefined. */
export function readNumber(text: string): number | undefined {
  if (/^[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text.replaceAll("_", ""));
  const word = /^([+-]?)(nan|inf|infinity|∞)$/i.exec(text);
  if (word === null) return undefined;
  if (/nan/i.test(text)) return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** A length of time in seconds: `2 h`, `2h30m`, `90` (seconds). Undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const plain = readNumber(text);
  if (plain !== undefined) return plain;
  const compact = text.toLowerCase().replaceAll(/\s+/g, "");
  const parts = [...compact.matchAll(/(\d+(?:\.\d+)?|\.\d+)([a-z]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== compact) return undefined;
  let total = 0;
  for (const [, amount = "", name = ""] of parts) {
    const unit = units.find(([pattern]) => pattern.test(name))?.[1];
    if (unit === undefined) return undefined;
    total += Number(amount) * (seconds[unit] as number);
  }
  return total;
}

/** A moment or the span that it names, milliseconds; `from` is the first and `to` comes after the last. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** `3 d ago`, `today`, `yesterday`, `2026-11-14`, `2026-11-14 14:02`. A date is a whole day. Undefined for anything else. */
export function readTime(text: string, now: number): TimeSpan | undefined {
  const lower = text.trim().toLowerCase();
  if (lower === "now") return { from: now, to: now + 1 };
  if (lower === "today" || lower === "yesterday") return dayOf(now, lower === "today" ? 0 : -1);
  const ago = /^(.*\S)\s*ago$/.exec(lower)?.[1];
  if (ago !== undefined) {
    const length = /^[\d.]+$/.test(ago) ? undefined : readDuration(ago);
    return length === undefined ? undefined : { from: now - length * 1_000, to: now - length * 1_000 + 1 };
  }
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(lower);
  if (date !== null) {
    const [year, month, day] = [Number(date[1]), Number(date[2]) - 1, Number(date[3])];
    const from = new Date(year, month, day);
    if (from.getMonth() !== month) return undefined;
    return { from: from.getTime(), to: new Date(year, month, day + 1).getTime() };
  }
  const clock = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(?::\d{2})?(?:z|[+-]\d{2}:?\d{2})?$/.exec(lower);
  const moment = clock === null ? Number.NaN : Date.parse(lower.replace(" ", "T").toUpperCase());
  if (Number.isNaN(moment)) return undefined;
  return { from: moment, to: moment + (/:\d{2}:\d{2}/.test(lower) ? 1_000 : 60_000) };
}

function dayOf(now: number, days: number): TimeSpan {
  const date = new Date(now);
  const at = (offset: number): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
  return { from: at(days), to: at(days + 1) };
}
