import { Problem } from "../problem.ts";

/** Where users and keys are changed: in a data folder, or at a server that runs. */
export interface AccountPlace {
  /** Undefined for the usual one of the working folder. */
  readonly data: string | undefined;
  /** The address of a server; undefined for the data folder. */
  readonly to: string | undefined;
  /** Undefined for the first team, or at a server for the team of the key. */
  readonly team: string | undefined;
  readonly json: boolean;
}

/** What a user asks for when it is about users and keys. */
export type AccountCommand =
  | {
      readonly kind: "login";
      /** Undefined for the server that the settings name. */
      readonly address: string | undefined;
      /** Undefined to ask for it. */
      readonly key: string | undefined;
      readonly isKeyPiped: boolean;
      readonly json: boolean;
    }
  | ({ readonly kind: "users" } & AccountPlace & UserAction)
  | ({ readonly kind: "keys" } & AccountPlace & KeyAction);

type UserAction =
  | { readonly action: "list" }
  | { readonly action: "add"; readonly name: string; readonly role: string }
  | { readonly action: "role"; readonly name: string; readonly role: string }
  | { readonly action: "remove"; readonly name: string };

type KeyAction =
  | { readonly action: "list"; readonly user: string | undefined }
  | { readonly action: "create"; readonly user: string | undefined; readonly label: string }
  | { readonly action: "revoke"; readonly id: string };

const PLACE = {
  help: "boolean",
  version: "boolean",
  data: "string",
  to: "string",
  team: "string",
  json: "boolean",
} as const;

/** The options of these commands, and whether they take a value. */
export const ACCOUNT_OPTIONS = {
  login: { help: "boolean", version: "boolean", key: "string", "with-key-stdin": "boolean", json: "boolean" },
  users: { ...PLACE, role: "string" },
  keys: { ...PLACE, user: "string", label: "string" },
} as const;

/** Reads the words after `stepwell login`, `users` or `keys`. Throws `Problem` for what can't be meant. */
export function readAccountArguments(
  name: keyof typeof ACCOUNT_OPTIONS,
  values: ReadonlyMap<string, string>,
  positionals: readonly string[],
): AccountCommand {
  const [first, second, third] = positionals;
  const json = values.has("json");
  if (name === "login") {
    refuseMore(name, positionals, 1);
    if (values.has("key") && values.has("with-key-stdin")) {
      throw problem(`"--key" and "--with-key-stdin" are both there`, "Give the key in one way.");
    }
    const isKeyPiped = values.has("with-key-stdin");
    return { kind: "login", address: first && addressOf(first), key: values.get("key"), isKeyPiped, json };
  }
  const place = placeOf(values);
  if (name === "users") {
    refuseMore(name, positionals, first === "role" ? 3 : 2);
    if (first === undefined || first === "list") return { kind: "users", action: "list", ...place };
    const user = needed(second, `stepwell users ${first} <name>`);
    if (first === "remove") return { kind: "users", action: "remove", name: user, ...place };
    if (first === "add") {
      return { kind: "users", action: "add", name: user, role: values.get("role") ?? "member", ...place };
    }
    if (first === "role") {
      const role = needed(third ?? values.get("role"), "stepwell users role <name> <role>");
      return { kind: "users", action: "role", name: user, role, ...place };
    }
    throw problem(`"stepwell users" knows no "${first}"`, 'Use "list", "add", "role" or "remove".');
  }
  refuseMore(name, positionals, first === "revoke" ? 2 : 1);
  const user = values.get("user");
  if (first === undefined || first === "list") return { kind: "keys", action: "list", user, ...place };
  if (first === "create") {
    return { kind: "keys", action: "create", user, label: values.get("label") ?? "", ...place };
  }
  if (first === "revoke") {
    return { kind: "keys", action: "revoke", id: needed(second, "stepwell keys revoke <id>"), ...place };
  }
  throw problem(`"stepwell keys" knows no "${first}"`, 'Use "list", "create" or "revoke".');
}

function placeOf(values: ReadonlyMap<string, string>): AccountPlace {
  const [data, to] = [values.get("data"), values.get("to")];
  if (data !== undefined && to !== undefined) {
    throw problem(`"--data" and "--to" are both there`, "Give the one that you want to change.");
  }
  return { data, to: to && addressOf(to), team: values.get("team"), json: values.has("json") };
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return text.replace(/\/+$/, "");
  throw problem(
    `"${text}" is not the address of a server`,
    'Give one that begins with "http://" or "https://".',
  );
}

function needed(word: string | undefined, form: string): string {
  if (word !== undefined) return word;
  throw problem("a word is missing", `Write "${form}".`);
}

function refuseMore(name: string, positionals: readonly string[], most: number): void {
  const extra = positionals[most];
  if (extra === undefined) return;
  throw problem(`"${extra}" is one word too many for "stepwell ${name}"`, 'See "stepwell --help".');
}

function problem(reason: string, remedy: string): Problem {
  return new Problem(`[stepwell] Failed to read the command: ${reason}. ${remedy}`);
}
