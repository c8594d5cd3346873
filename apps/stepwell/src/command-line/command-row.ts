/** What a value is, for checks and for completion. */
export type ValueKind = "text" | "folder" | "file" | "address" | "number" | "choice";

/** An option, as it is read, explained and completed. */
export interface OptionRow {
  /** What stands for its value in help, as `<number>`; an option without one takes no value. */
  readonly value?: string;
  /** Default `text`. */
  readonly kind?: ValueKind;
  /** Of kind `choice`. */
  readonly choices?: readonly string[];
  /** It may be given several times, or once with commas. */
  readonly isList?: boolean;
  /** What holds without it, in words. */
  readonly fallback?: string;
  /** Where in the environment its value is looked for when it is not given. */
  readonly variable?: string;
  readonly help: string;
}

/** A word of its own that a command takes. */
export interface ArgumentRow {
  readonly name: string;
  readonly kind: ValueKind;
  readonly choices?: readonly string[];
  readonly isNeeded?: boolean;
  /** It may stand there several times; only the last argument may. */
  readonly isList?: boolean;
  readonly help: string;
}

/** What comes first after a command that does several things, as `add` of `users add`. */
export interface ActionRow {
  readonly name: string;
  readonly arguments: readonly ArgumentRow[];
  readonly help: string;
}

/** A command, as it is read, explained and completed. */
export interface CommandRow {
  readonly name: string;
  /** A line without a full stop. */
  readonly summary: string;
  readonly arguments: readonly ArgumentRow[];
  /** Where there are some, the first is meant when none is named. */
  readonly actions?: readonly ActionRow[];
  readonly options: Readonly<Record<string, OptionRow>>;
  /** What else one must know: paragraphs. */
  readonly notes?: readonly string[];
  /** What is typed, and what that does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  /** What `--json` prints. */
  readonly json: string;
}
