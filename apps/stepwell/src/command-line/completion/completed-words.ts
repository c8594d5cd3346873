import type { ArgumentRow, CommandRow, OptionRow, ValueKind } from "../command-row.ts";
import { COMMAND_NAMES, COMMANDS, optionsOf } from "../commands.ts";

/** What a shell offers at a place: words, or what the file system has. */
export type Offer =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "folders" }
  | { readonly kind: "files" }
  | { readonly kind: "nothing" };

/** What a command has to be completed. */
export interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** Words of its own, one after the other; the last one of a list again and again. */
  readonly words: readonly Offer[];
}

/** An option with its value, if it takes one. */
interface CompletedOption {
  readonly name: string;
  readonly help: string;
  readonly value: Offer | undefined;
}

/** The table, as shells need it. */
export function completedCommands(): readonly Completed[] {
  return COMMANDS.map((command) => ({
    name: command.name,
    summary: command.summary,
    options: Object.entries(optionsOf(command)).map(([name, row]) => ({
      name,
      help: row.help,
      value: row.value === undefined ? undefined : offerOf(row),
    })),
    words: wordsOf(command),
  }));
}

function wordsOf({ name, actions, arguments: rows }: CommandRow): readonly Offer[] {
  if (actions !== undefined) return [{ kind: "words", words: actions.map((action) => action.name) }];
  if (name === "help") return [{ kind: "words", words: COMMAND_NAMES }];
  return rows.map(offerOf);
}

function offerOf({
  kind = "text",
  choices,
}: Pick<OptionRow & ArgumentRow, "choices"> & { kind?: ValueKind }): Offer {
  if (choices !== undefined) return { kind: "words", words: choices };
  if (kind === "folder") return { kind: "folders" };
  return kind === "file" ? { kind: "files" } : { kind: "nothing" };
}
