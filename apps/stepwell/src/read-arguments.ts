import { parseArgs } from "node:util";
import { ACCOUNT_OPTIONS, readAccountArguments } from "./accounts/read-account-arguments.ts";
import type { AccountCommand } from "./accounts/read-account-arguments.ts";
import { ACCESS_OPTIONS, readAccessOptions } from "./listen-options.ts";
import type { AccessOptions } from "./listen-options.ts";
import { BACKUP_OPTIONS, readBackupArguments } from "./backup/read-backup-arguments.ts";
import type { BackupCommand } from "./backup/read-backup-arguments.ts";
import { EXPORT_OPTIONS, readExport } from "./export/read-export-arguments.ts";
import type { ExportCommand } from "./export/read-export-arguments.ts";
import { nearestWord } from "./nearest-word.ts";
import { Problem } from "./problem.ts";

/** What the user asks for. */
export type Command =
  | AccountCommand
  | BackupCommand
  | ExportCommand
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | {
      readonly kind: "serve";
      readonly folder: string;
      /** Undefined for the usual one, or the next that is free. */
      readonly port: number | undefined;
      readonly access: AccessOptions;
      /** Undefined for the usual one. */
      readonly data: string | undefined;
      readonly open: boolean;
    }
  | {
      readonly kind: "sync";
      /** Run folders, or folders that hold some. */
      readonly folders: readonly string[];
      /** Undefined for the one that the environment or a settings file names. */
      readonly to: string | undefined;
      /** Send also what was delivered before. */
      readonly again: boolean;
      /** Send also folders of W&B's online runs. */
      readonly includeOnline: boolean;
      /** Print JSON, one line per run. */
      readonly json: boolean;
    }
  | {
      readonly kind: "import";
      /** Run folders, folders of event files, or folders that hold some. */
      readonly paths: readonly string[];
      /** Undefined for the usual one. */
      readonly data: string | undefined;
      /** A server to import into, in place of a data folder. */
      readonly to: string | undefined;
      /** Of TensorBoard's runs; undefined for the name of the folder. */
      readonly project: string | undefined;
      readonly json: boolean;
    };

type OptionType = "string" | "boolean";

const COMMON: Readonly<Record<string, OptionType>> = { help: "boolean", version: "boolean" };
const OPTIONS = {
  serve: { ...COMMON, ...ACCESS_OPTIONS, port: "string", data: "string", open: "boolean" },
  sync: { ...COMMON, to: "string", again: "boolean", "include-online": "boolean", json: "boolean" },
  import: { ...COMMON, data: "string", to: "string", project: "string", json: "boolean" },
  export: { ...COMMON, ...EXPORT_OPTIONS },
  ...ACCOUNT_OPTIONS,
  ...BACKUP_OPTIONS,
} satisfies Record<string, Readonly<Record<string, OptionType>>>;

const REPEATABLE: ReadonlySet<string> = new Set(["allow-origin", "allow-host", "trust-proxy"]);

/** Reads the words after `stepwell`. Throws `Problem` for what can't be meant. */
export function readArguments(argv: readonly string[]): Command {
  const [first = ""] = argv;
  const name = isCommand(first) ? first : "serve";
  const words = first === name ? argv.slice(1) : argv;
  const { values, positionals } = readOptions(
    name,
    first === name ? `"stepwell ${name}"` : `"stepwell"`,
    words,
  );
  if (values.has("help")) return { kind: "help" };
  if (values.has("version")) return { kind: "version" };
  if (name === "backup" || name === "restore") return readBackupArguments(name, values, positionals);
  if (name === "export") return readExport(values, positionals);
  if (name === "import") return readImport(values, positionals);
  if (name === "login" || name === "users" || name === "keys") {
    return readAccountArguments(name, values, positionals);
  }
  if (name === "sync") {
    return {
      kind: "sync",
      folders: positionals.length > 0 ? positionals : ["."],
      to: readAddress(values.get("to")),
      again: values.has("again"),
      includeOnline: values.has("include-online"),
      json: values.has("json"),
    };
  }
  if (positionals.length > 1) {
    throw new Problem(
      `[stepwell] Failed to read the command: it names several folders ("${positionals.join('", "')}"). Name one; its subfolders are searched too.`,
    );
  }
  return {
    kind: "serve",
    folder: positionals[0] ?? ".",
    port: readPort(values.get("port")),
    access: readAccessOptions(values),
    data: values.get("data"),
    open: values.has("open"),
  };
}

function readImport(values: ReadonlyMap<string, string>, paths: readonly string[]): Command {
  if (paths.length === 0) {
    throw new Problem(
      `[stepwell] Failed to read the command: "stepwell import" names nothing to import. Name run folders, or folders with event files.`,
    );
  }
  const [data, to] = [values.get("data"), readAddress(values.get("to"))];
  if (data !== undefined && to !== undefined) {
    throw new Problem(
      `[stepwell] Failed to read the command: "--data" and "--to" are both there. Give the one that you want to import into.`,
    );
  }
  return { kind: "import", paths, data, to, project: values.get("project"), json: values.has("json") };
}

function isCommand(word: string): word is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, word);
}

function readOptions(
  command: keyof typeof OPTIONS,
  typed: string,
  words: readonly string[],
): { values: Map<string, string>; positionals: string[] } {
  const types: Readonly<Record<string, OptionType>> = OPTIONS[command];
  const { tokens } = parseArgs({
    args: [...words],
    options: {
      ...Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) throw unknownOption(typed, rawName, Object.keys(types));
    // A word that looks like an option was not meant as a value.
    if (
      type === "string" &&
      (value === undefined || value === "" || (!token.inlineValue && value.startsWith("--")))
    ) {
      throw new Problem(
        `[stepwell] Failed to read the command: option "${rawName}" has no value. Write it as "${rawName}=<value>".`,
      );
    }
    if (type === "boolean" && value !== undefined) {
      throw new Problem(
        `[stepwell] Failed to read the command: option "${rawName}" takes no value, and "${value}" was given. Write "${rawName}" alone.`,
      );
    }
    // Lists may also be given one by one.
    const before = REPEATABLE.has(name) ? values.get(name) : undefined;
    values.set(name, before === undefined ? (value ?? "") : `${before},${value}`);
  }
  return { values, positionals };
}

function unknownOption(typed: string, given: string, known: readonly string[]): Problem {
  const near = nearestWord(given.replace(/^-+/, ""), known);
  const remedy = near === undefined ? 'See "stepwell --help".' : `Did you mean "--${near}"?`;
  return new Problem(`[stepwell] Failed to read the command: ${typed} has no option "${given}". ${remedy}`);
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Problem(
    `[stepwell] Failed to read the command: port "${text}" is not a number from 0 to 65535. Leave "--port" away for the usual one, or give 0 for any free one.`,
  );
}

function readAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text;
  throw new Problem(
    `[stepwell] Failed to sync: "${text}" is not the address of a server. Give one that begins with "http://" or "https://".`,
  );
}
