import type { ReadConsoleOptions } from "@stepwell/client";
import type { ConsoleLineView } from "@stepwell/protocol";
import { quickPattern } from "../../lib/quick-pattern.ts";

export type LogStream = "all" | ConsoleLineView["stream"];

/** What is looked for in a log. */
export interface LogCondition {
  readonly text: string;
  /** The text is a pattern (RE2). */
  readonly isPattern: boolean;
  readonly stream: LogStream;
}

/** The same for the server. Undefined when every line meets it. */
export function consoleQuery({ text, isPattern, stream }: LogCondition): ReadConsoleOptions | undefined {
  const wanted = text.trim();
  if (wanted === "" && stream === "all") return undefined;
  return {
    ...(wanted === "" ? {} : isPattern ? { pattern: wanted } : { search: wanted }),
    ...(stream === "all" ? {} : { stream }),
  };
}

/** What to mark in lines; undefined for nothing. A pattern that could take long in a browser marks no words. */
export function marker({ text, isPattern }: LogCondition): RegExp | undefined {
  const wanted = text.trim();
  if (wanted === "") return undefined;
  return isPattern
    ? quickPattern(wanted, "gi")
    : new RegExp(wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
}
