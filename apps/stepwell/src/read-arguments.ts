import { readAccountArguments } from "./accounts/read-account-arguments.ts";
import type { AccountCommand } from "./accounts/read-account-arguments.ts";
import { readBackupArguments } from "./backup/read-backup-arguments.ts";
import type { BackupCommand } from "./backup/read-backup-arguments.ts";
import { COMMAND_NAMES, commandNamed } from "./command-line/commands.ts";
import type { Shell } from "./command-line/completion-script.ts";
import { readWords } from "./command-line/read-words.ts";
import { refuseBoth } from "./command-line/refuse-both.ts";
import type { DoctorCommand } from "./doctor/doctor.ts";
import { readExport } from "./export/read-export-arguments.ts";
import type { ExportCommand } from "./export/read-export-arguments.ts";
import { readAccessOptions } from "./listen-options.ts";
import type { AccessOptions } from "./listen-options.ts";
import { nearestWord } from "./nearest-word.ts";
import { misuse } from "./problem.ts";

/** What the user asks for. */
export type Command =
  | AccountCommand
  | BackupCommand
  | ExportCommand
  | DoctorCommand
  | {
      readonly kind: "help";
      /** Undefined for all of them. */
      readonly command: string | undefined;
      readonly json: boolean;
    }
  | { readonly kind: "version"; readonly json: boolean }
  | { readonly kind: "completion"; readonly shell: Shell; readonly json: boolean }
  | {
      readonly kind: "serve";
      readonly folder: string;
      /** Undefined for the usual one, or the next that is free. */
      readonly port: number | undefined;
      readonly access: AccessOptions;
      /** Undefined for the usual one. */
      readonly data: string | undefined;
      readonly open: boolean;
      /** Print the start as JSON. */
      readonly json: boolean;
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

/** Reads the words after `stepwell`. Throws `Problem` for what can't be meant. */
export function readArguments(argv: readonly string[]): Command {
  const words = readWords(argv);
  const { command, values } = words;
  const { name } = command;
  const json = values.has("json");
  const [first, ...more] = words.arguments;
  if (values.has("help")) return { kind: "help", command: isNamed(argv, name) ? name : undefined, json };
  if (values.has("version") || name === "version") return { kind: "version", json };
  if (name === "help") return { kind: "help", command: first && commandIn(first), json };
  if (name === "completion") return { kind: "completion", shell: first as Shell, json };
  if (name === "backup" || name === "restore") return readBackupArguments(name, words);
  if (name === "export") return readExport(words);
  if (name === "login" || name === "users" || name === "keys") return readAccountArguments(name, words);
  const [data, to] = [values.get("data"), values.get("to")];
  if (name === "doctor") return { kind: name, folder: first ?? ".", data, to, json };
  if (name === "import") {
    refuseBoth(values, ["data", "to"], "Give the one that you want to import into.");
    return { kind: name, paths: [first ?? ".", ...more], data, to, project: values.get("project"), json };
  }
  if (name === "sync") {
    return {
      kind: name,
      folders: [first ?? ".", ...more],
      to,
      again: values.has("again"),
      includeOnline: values.has("include-online"),
      json,
    };
  }
  return {
    kind: "serve",
    folder: first ?? ".",
    port: readPort(values.get("port")),
    access: readAccessOptions(values),
    data,
    open: values.has("open"),
    json,
  };
}

function isNamed([first]: readonly string[], name: string): boolean {
  return first === name && name !== "help";
}

function commandIn(word: string): string {
  if (commandNamed(word) !== undefined) return word;
  const near = nearestWord(word, COMMAND_NAMES);
  throw misuse(
    `there is no command "${word}"`,
    near === undefined ? `There are "${COMMAND_NAMES.join('", "')}".` : `Did you mean "${near}"?`,
  );
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw misuse(
    `port "${text}" is not a number from 0 to 65535`,
    'Leave "--port" away for the usual one, or give 0 for any free one.',
  );
}
