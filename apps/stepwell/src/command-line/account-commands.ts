import type { ArgumentRow, CommandRow, OptionRow } from "./command-row.ts";
import { JSON_OPTION, USUAL_DATA } from "./common-options.ts";

const ACCOUNT_OPTIONS: Readonly<Record<string, OptionRow>> = {
  data: { value: "<folder>", kind: "folder", fallback: USUAL_DATA, help: "the data folder that is meant" },
  to: { value: "<address>", kind: "address", help: "ask the server there, with the key of an admin" },
  team: { value: "<name>", fallback: "the first team, or that of the key", help: "whose they are" },
  json: JSON_OPTION,
};
const USER: ArgumentRow = { name: "name", kind: "text", isNeeded: true, help: "who" };
const ROLES = ["admin", "member", "viewer"];

/** Commands about who may sign in. */
export const ACCOUNT_COMMANDS: readonly CommandRow[] = [
  {
    name: "login",
    summary: "checks a key at a server and saves both for scripts",
    arguments: [
      {
        name: "address",
        kind: "address",
        help: 'the server; default STEPWELL_BASE_URL, or what "init" would use',
      },
    ],
    options: {
      key: { value: "<key>", help: "in place of asking for it; others may see it among the processes" },
      "with-key-stdin": { help: "reads the key from the standard input" },
      json: JSON_OPTION,
    },
    examples: [
      ["stepwell login https://stepwell.example", "asks for the key"],
      ["stepwell login https://stepwell.example --with-key-stdin < key.txt", "in CI"],
    ],
    json: "what was saved, without the key: address, auth, user, team, role",
  },
  {
    name: "users",
    summary: "lists and changes who may sign in",
    arguments: [],
    actions: [
      { name: "list", arguments: [], help: "lists them" },
      { name: "add", arguments: [USER], help: "adds one with --role, and prints the first key" },
      {
        name: "role",
        arguments: [USER, { name: "role", kind: "choice", choices: ROLES, help: "the new one" }],
        help: "gives another role",
      },
      { name: "remove", arguments: [USER], help: "removes one with all keys and sessions" },
    ],
    options: {
      role: { value: "<role>", kind: "choice", choices: ROLES, fallback: "member", help: "of whom is added" },
      ...ACCOUNT_OPTIONS,
    },
    examples: [
      ["stepwell users add ada --role admin", "makes the first admin"],
      ["stepwell users --to https://stepwell.example", "asks a server that runs"],
    ],
    json: "the users, or the one that was changed: team, name, role, created; of a new one also its key",
  },
  {
    name: "keys",
    summary: "lists, makes and revokes keys",
    arguments: [],
    actions: [
      { name: "list", arguments: [], help: "lists them, without the keys themselves" },
      { name: "create", arguments: [], help: "makes one for --user, and prints it this once" },
      {
        name: "revoke",
        arguments: [{ name: "id", kind: "text", isNeeded: true, help: 'as "stepwell keys" shows it' }],
        help: "ends one, and its sessions",
      },
    ],
    options: {
      user: { value: "<name>", help: "whose" },
      label: { value: "<text>", help: "what it is for" },
      ...ACCOUNT_OPTIONS,
    },
    examples: [['stepwell keys create --user ada --label "gpu box"', "makes a key"]],
    json: "the keys: id, team, user, label, created, used; of a new one also key; of a revoked one: revoked",
  },
];
