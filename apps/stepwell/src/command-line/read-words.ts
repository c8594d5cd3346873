import { parseArgs } from "node:util";
import { nearestWord } from "../nearest-word.ts";
import { misuse } from "../problem.ts";
import type { Problem } from "../problem.ts";
import type { ArgumentRow, CommandRow, OptionRow } from "./command-row.ts";
import { COMMAND_NAMES, commandNamed, optionsOf } from "./commands.ts";
import { SHORT_OPTIONS } from "./common-options.ts";

/** What was typed, held against the table. */
export interface Words {
  readonly command: CommandRow;
  /** By name; lists are joined by commas, and switches that are on are empty texts. */
  readonly values: ReadonlyMap<string, string>;
  /** Without the command and its action. */
  readonly arguments: readonly string[];
  /** Of commands that have some. */
  readonly action: string | undefined;
}

/** Reads the words after `stepwell` by the table. Throws `Problem` for what it has no place for. */
export function readWords(argv: readonly string[]): Words {
  const [first = ""] = argv;
  const named = commandNamed(first);
  const command = named ?? (commandNamed("serve") as CommandRow);
  const typed = named === undefined ? "stepwell" : `stepwell ${named.name}`;
  const { values, words } = readOptions(command, typed, named === undefined ? argv : argv.slice(1));
  // Whoever asks for help need not know the rest.
  if (values.has("help") || values.has("version"))
    return { command, values, arguments: words, action: undefined };
  const [late = ""] = words;
  if (named === undefined && late !== first && COMMAND_NAMES.includes(late)) {
    throw misuse(
      `the command "${late}" stands behind an option`,
      `Write it first, as "stepwell ${late} …", or "./${late}" if you mean a folder.`,
    );
  }
  if (command.actions === undefined) {
    checkCount(words, command.arguments, typed);
    return { command, values, arguments: checked(words, command.arguments), action: undefined };
  }
  const action = words[0] ?? command.actions[0]?.name ?? "";
  const row = command.actions.find(({ name }) => name === action);
  if (row === undefined) {
    const known = command.actions.map(({ name }) => name);
    throw misuse(`"${typed}" knows no "${action}"`, nearOrAll(action, known));
  }
  const rest = words.slice(1);
  checkCount(rest, row.arguments, `${typed} ${action}`);
  return { command, values, arguments: checked(rest, row.arguments), action };
}

function readOptions(
  command: CommandRow,
  typed: string,
  given: readonly string[],
): { values: Map<string, string>; words: string[] } {
  const rows = optionsOf(command);
  const { tokens } = parseArgs({
    args: [...given],
    options: {
      ...Object.fromEntries(
        Object.entries(rows).map(([name, { value }]) => [
          name,
          { type: value === undefined ? ("boolean" as const) : ("string" as const) },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(SHORT_OPTIONS).map(([short, name]) => [name, { type: "boolean" as const, short }]),
      ),
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
    if (row === undefined) throw unknownOption(typed, rawName, Object.keys(rows));
    const text = checkedValue(row, rawName, { value, isInline: token.inlineValue === true });
    const before = values.get(name);
    // What a script fixed and a user changed is not ours to choose between.
    if (before !== undefined && before !== text && row.isList !== true)
      throw misuse(`option "${rawName}" is there twice, with "${before}" and "${text}"`, "Give it once.");
    values.set(name, before === undefined || row.isList !== true ? text : `${before},${text}`);
  }
  return { values, words };
}

function checkedValue(
  { value: shown, kind = "text", choices = [] }: OptionRow,
  rawName: string,
  { value, isInline }: { value: string | undefined; isInline: boolean },
): string {
  if (shown === undefined) {
    if (value === undefined) return "";
    throw misuse(`option "${rawName}" takes no value, and "${value}" was given`, `Write "${rawName}" alone.`);
  }
  // A word that looks like an option was not meant as a value.
  if (value === undefined || value === "" || (!isInline && value.startsWith("--"))) {
    throw misuse(`option "${rawName}" has no value`, `Write it as "${rawName}=${shown}".`);
  }
  if (kind === "choice" && !choices.includes(value)) {
    throw misuse(`option "${rawName}" can't be "${value}"`, nearOrAll(value, choices));
  }
  return kind === "address" ? addressOf(value) : value;
}

/** An address without the slash at its end. Throws `Problem`. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text.replace(/\/+$/, "");
  const isHost = /^[\w.-]+(:\d+)?(\/|$)/.test(text);
  throw misuse(
    `"${text}" is not the address of a server`,
    isHost
      ? `Write it as "http://${text}" or "https://${text}".`
      : 'Give one that begins with "http://" or "https://".',
  );
}

function checkCount(words: readonly string[], rows: readonly ArgumentRow[], typed: string): void {
  const missing = rows[words.length];
  if (missing?.isNeeded === true) {
    throw misuse(
      `a word is missing after "${typed}": <${missing.name}>, ${missing.help}`,
      `Write "${typed} ${rows.map(argumentText).join(" ")}".`,
    );
  }
  const extra = rows.at(-1)?.isList === true ? undefined : words[rows.length];
  if (extra === undefined) return;
  throw misuse(
    rows.length === 0
      ? `"${extra}" is one word too many after "${typed}"`
      : `"${extra}" is one word too many after "${typed} ${words.slice(0, rows.length).join(" ")}"`,
    `It takes ${rows.length === 0 ? "no words" : `only ${rows.map(argumentText).join(" ")}`}; see "stepwell help ${typed.split(" ")[1] ?? "serve"}".`,
  );
}

function checked(words: readonly string[], rows: readonly ArgumentRow[]): string[] {
  return words.map((word, at) => {
    const { name = "", kind, choices = [] } = rows[at] ?? rows.at(-1) ?? {};
    if (word === "") throw misuse(`<${name}> is empty`, "Leave it away, or say which one.");
    if (choices.length > 0 && !choices.includes(word))
      throw misuse(`<${name}> can't be "${word}"`, nearOrAll(word, choices));
    return kind === "address" ? addressOf(word) : word;
  });
}

/** How an argument stands in help: `<needed>`, `[other]`, `[several…]`. */
export function argumentText({ name, isNeeded, isList }: ArgumentRow): string {
  const text = `${name}${isList === true ? "…" : ""}`;
  return isNeeded === true ? `<${text}>` : `[${text}]`;
}

function nearOrAll(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? `Use one of "${known.join('", "')}".` : `Did you mean "${near}"?`;
}

function unknownOption(typed: string, given: string, known: readonly string[]): Problem {
  const near = nearestWord(given.replace(/^-+/, ""), known);
  const owners = COMMAND_NAMES.filter((name) =>
    Object.hasOwn(commandNamed(name)?.options ?? {}, given.slice(2)),
  );
  const help = typed === "stepwell" ? "stepwell --help" : `${typed} --help`;
  const remedy =
    owners.length > 0 && owners.length < 4
      ? `It is one of "stepwell ${owners.join('", "stepwell ')}".`
      : near === undefined
        ? `See "${help}".`
        : `Did you mean "--${near}"?`;
  return misuse(`"${typed}" has no option "${given}"`, remedy);
}
