import { VERSION } from "../version.ts";
import type { ActionRow, CommandRow, OptionRow } from "./command-row.ts";
import { COMMANDS, optionsOf } from "./commands.ts";
import { SHORT_OPTIONS } from "./common-options.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { argumentText } from "./read-words.ts";
import { bold, columns, paragraph } from "./text-layout.ts";
import type { TextStyle } from "./text-layout.ts";

/** What `stepwell --help` prints: all commands. */
export function overviewText(style: TextStyle): string {
  const head = (text: string): string => bold(text, style);
  return [
    "",
    ...paragraph(`Stepwell ${VERSION}: experiment tracking on your own machine.`, style),
    "",
    head("Usage"),
    ...columns(
      [
        ["stepwell [folder]", "shows the runs below a folder, live"],
        ["stepwell <command> …", "does one of these"],
      ],
      style,
    ),
    "",
    head("Commands"),
    ...columns(
      COMMANDS.map((command) => [usageOf(command), command.summary]),
      style,
    ),
    "",
    head("With every command"),
    ...columns(
      [
        ["-h, --help", "explains the command"],
        ["-v, --version", "prints the version"],
        ["--json", "prints JSON for scripts; what goes wrong stays a sentence on the standard error"],
      ],
      style,
    ),
    "",
    head("Exit codes"),
    ...exitCodes(style),
    "",
    ...paragraph('"stepwell help <command>" tells more of one.', style),
    "",
  ].join("\n");
}

/** What `stepwell help <command>` prints. */
export function commandText(command: CommandRow, style: TextStyle): string {
  const head = (text: string): string => bold(text, style);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", head(title), ...lines];
  return [
    "",
    ...paragraph(`stepwell ${usageOf(command)}`, style),
    ...paragraph(`${command.summary}.`, style, "    "),
    ...section(
      "Words",
      columns(
        command.arguments.map((row) => [argumentText(row), row.help]),
        style,
      ),
    ),
    ...section("Actions", columns((command.actions ?? []).map(actionPair), style)),
    ...section("Options", columns(Object.entries(optionsOf(command)).map(optionPair), style)),
    ...section(
      "Notes",
      (command.notes ?? []).flatMap((note) => paragraph(note, style)),
    ),
    ...section("Examples", columns(command.examples, style)),
    ...section("JSON", paragraph(`${command.json}.`, style)),
    ...section("Exit codes", exitCodes(style)),
    "",
  ].join("\n");
}

/** A command with the words that it takes. */
function usageOf({ name, arguments: rows, actions }: CommandRow): string {
  return [name, ...(actions === undefined ? [] : ["[action]"]), ...rows.map(argumentText)].join(" ");
}

/** An option as it is written, and what it does with what holds without it. */
function optionPair([name, row]: readonly [string, OptionRow]): [string, string] {
  const short = Object.entries(SHORT_OPTIONS).find(([, long]) => long === name)?.[0];
  const term = `${short === undefined ? "" : `-${short}, `}--${name}${row.value === undefined ? "" : ` ${row.value}`}`;
  const parts = [
    row.help,
    ...(row.choices === undefined ? [] : [row.choices.join(", ")]),
    ...(row.fallback === undefined && row.variable === undefined ? [] : [fallbackText(row)]),
  ];
  return [term, parts.join("; ")];
}

/** An action as it is written, and what it does. */
function actionPair({ name, arguments: rows, help }: ActionRow, at: number): [string, string] {
  return [[name, ...rows.map(argumentText)].join(" "), at === 0 ? `${help}; the default` : help];
}

function fallbackText({ fallback, variable }: OptionRow): string {
  return `default ${[variable, fallback].filter((text) => text !== undefined).join(", or ")}`;
}

function exitCodes(style: TextStyle): string[] {
  return columns(
    EXIT_CODES.map(([code, meaning]) => [String(code), meaning]),
    style,
  );
}
