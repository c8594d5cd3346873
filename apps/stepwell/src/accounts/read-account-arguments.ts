import { refuseBoth } from "../command-line/refuse-both.ts";
import type { Words } from "../command-line/read-words.ts";
import { misuse } from "../problem.ts";

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

/** Reads what follows `stepwell login`, `users` or `keys`. Throws `Problem` for what can't be meant. */
export function readAccountArguments(
  name: AccountCommand["kind"],
  { values, arguments: words, action }: Words,
): AccountCommand {
  const [first = "", second] = words;
  const json = values.has("json");
  if (name === "login") {
    refuseBoth(values, ["key", "with-key-stdin"], "Give the key in one way.");
    const [address] = words;
    return { kind: name, address, key: values.get("key"), isKeyPiped: values.has("with-key-stdin"), json };
  }
  refuseBoth(values, ["data", "to"], "Give the one that you want to change.");
  const place = { data: values.get("data"), to: values.get("to"), team: values.get("team"), json };
  const user = values.get("user");
  if (name === "users") {
    if (action === "remove") return { kind: name, action, name: first, ...place };
    if (action === "add")
      return { kind: name, action, name: first, role: values.get("role") ?? "member", ...place };
    if (action === "role") {
      const role = second ?? values.get("role");
      if (role === undefined) {
        throw misuse("a word is missing: the role", 'Write "stepwell users role <name> <role>".');
      }
      return { kind: name, action, name: first, role, ...place };
    }
    return { kind: name, action: "list", ...place };
  }
  if (action === "create") return { kind: name, action, user, label: values.get("label") ?? "", ...place };
  if (action === "revoke") return { kind: name, action, id: first, ...place };
  return { kind: name, action: "list", user, ...place };
}
