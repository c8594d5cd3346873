/** How a setting is written: as text in a file or the environment, and as a value in the options of `init`. */
export interface SettingKind<Value> {
  /** Undefined for text that is no value. */
  fromText(text: string): Value | undefined;
  /** Undefined for a value that makes no sense. */
  fromOption(value: unknown): Value | undefined;
  /** A sentence that says what to give. */
  readonly remedy: string;
  /** The same for an option, where that differs. */
  readonly optionRemedy?: string;
}

const TRUE = ["y", "yes", "t", "true", "on", "1"];
const FALSE = ["n", "no", "f", "false", "off", "0"];
/** The longest delay that a timer keeps, about 25 days. */
const FOREVER_MS = 2 ** 31 - 1;

export const text: SettingKind<string> = {
  fromText: (value) => value,
  fromOption: (value) => (typeof value === "string" ? value : undefined),
  remedy: "Give text.",
};

export const flag: SettingKind<boolean> = {
  fromText(value) {
    const lower = value.toLowerCase();
    return TRUE.includes(lower) ? true : FALSE.includes(lower) ? false : undefined;
  },
  fromOption: (value) => (typeof value === "boolean" ? value : undefined),
  remedy: "Use true or false.",
};

/** A setting that says what is off, and an option that says what is on. */
export const opposite: SettingKind<boolean> = {
  ...flag,
  fromText(value) {
    const isOff = flag.fromText(value);
    return isOff === undefined ? undefined : !isOff;
  },
};

/** As `opposite`, but any text except `false` turns it off, as W&B has it for git. */
export const offByAnyText: SettingKind<boolean> = {
  ...flag,
  fromText: (value) => value.toLowerCase() === "false",
};

/** Text with commas; blanks around the parts do not count. */
export const list: SettingKind<readonly string[]> = {
  fromText: (value) =>
    value
      .split(/[,\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  fromOption(value) {
    if (typeof value === "string") return [value];
    return Array.isArray(value) && value.every((part) => typeof part === "string")
      ? (value as readonly string[])
      : undefined;
  },
  remedy: "Give texts with commas between them.",
  optionRemedy: "Give a list of texts.",
};

/** Seconds as text, milliseconds as an option and inside. */
export const duration: SettingKind<number> = {
  fromText: (value) => milliseconds(Number(value) * 1000),
  fromOption: (value) => (typeof value === "number" ? milliseconds(value) : undefined),
  remedy: "Give seconds, as 90.",
  optionRemedy: "Give milliseconds, as 90000.",
};

/** As `duration`, but 0 as text is no limit, as W&B has it. */
export const durationOrForever: SettingKind<number> = {
  ...duration,
  fromText: (value) => (Number(value) === 0 ? FOREVER_MS : duration.fromText(value)),
  remedy: "Give seconds, as 30, or 0 for no limit.",
};

/** Seconds between samples, at least 0.1; milliseconds inside. */
export const interval: SettingKind<number> = {
  fromText: (value) => atLeastTenth(Number(value)),
  fromOption: (value) => (typeof value === "number" ? atLeastTenth(value) : undefined),
  remedy: "Give a number from 0.1.",
};

/** One of a few words; `others` are further spellings in text, where case does not count. */
export function choice<const Word extends string>(
  words: readonly Word[],
  others: Readonly<Record<string, Word>> = {},
): SettingKind<Word> {
  const isWord = (value: unknown): value is Word => (words as readonly unknown[]).includes(value);
  return {
    fromText(value) {
      const lower = value.toLowerCase();
      return isWord(lower) ? lower : Object.hasOwn(others, lower) ? others[lower] : undefined;
    },
    fromOption: (value) => (isWord(value) ? value : undefined),
    remedy: `Use one of "${words.join('", "')}".`,
  };
}

/** `kind`, whose option may be true or false too. */
export function orBoolean<Value>(
  kind: SettingKind<Value>,
  meaning: { readonly true: Value; readonly false: Value },
): SettingKind<Value> {
  const fromBoolean = (value: boolean | undefined): Value | undefined =>
    value === undefined ? undefined : meaning[`${value}`];
  return {
    ...kind,
    fromText: (value) => kind.fromText(value) ?? fromBoolean(flag.fromText(value)),
    fromOption: (value) => kind.fromOption(value) ?? fromBoolean(flag.fromOption(value)),
  };
}

function milliseconds(value: number): number | undefined {
  return value >= 0 ? Math.min(value, FOREVER_MS) : undefined;
}

function atLeastTenth(seconds: number): number | undefined {
  return Number.isFinite(seconds) && seconds >= 0.1 ? seconds * 1000 : undefined;
}
