import { CoreError } from "@stepwell/core";
import { Problem } from "../problem.ts";
import type { World } from "../world.ts";
import { askServer } from "./ask-server.ts";
import { withNetrcEntry } from "./netrc-text.ts";
import type { AccountCommand } from "./read-account-arguments.ts";
import { withSetting } from "./settings-text.ts";

interface Session {
  readonly auth: string;
  readonly user?: { readonly name: string; readonly team: string; readonly role: string } | null;
}

/**
 * Checks a key at a server and saves both, so that `init` and W&B's clients find them: the address in our settings, the
 * key in netrc. Throws `Problem` for what the user can put right.
 */
export async function login(
  command: Extract<AccountCommand, { kind: "login" }>,
  world: World,
): Promise<void> {
  const address = command.address ?? addressOf(world);
  const { auth } = await askServer<Session>({ world, address, path: "/api/session" });
  if (auth === "open") {
    saveAddress(address, world);
    tell(
      command.json,
      world,
      { address, auth },
      `${address} asks for no key. Scripts log there from now on.`,
    );
    return;
  }
  const key = await keyOf(command, address, world);
  const { user } = await askServer<Session>({ world, address, path: "/api/session", key });
  if (user === undefined || user === null) {
    throw new Problem(
      `[stepwell] Failed to sign in at "${address}": it does not say whose key it is. Check the address.`,
    );
  }
  const { netrc } = world.loginFiles;
  world.saveSecret(netrc, withNetrcEntry(readText(netrc, world), new URL(address).host, key));
  saveAddress(address, world);
  const { name, team, role } = user;
  tell(
    command.json,
    world,
    { address, auth, user: name, team, role },
    `Signed in at ${address} as "${name}", ${role} of team "${team}". The key is in ${netrc}; scripts log there from now on.`,
  );
}

function addressOf(world: World): string {
  try {
    return world.server(undefined).baseUrl;
  } catch (error) {
    if (!CoreError.isInstance(error)) throw error;
    throw new Problem('[stepwell] Failed to sign in: no server is named. Write "stepwell login <address>".', {
      cause: error,
    });
  }
}

async function keyOf(
  { key: given, isKeyPiped }: Extract<AccountCommand, { kind: "login" }>,
  address: string,
  world: World,
): Promise<string> {
  const key = given ?? (await (isKeyPiped ? world.readInput() : world.askSecret(`Key for ${address}: `)));
  const text = key?.trim() ?? "";
  if (/^[!-~]{1,500}$/.test(text)) return text;
  throw new Problem(
    text === ""
      ? `[stepwell] Failed to sign in at "${address}": no key was given. Type it, or give it with "--key" or "--with-key-stdin".`
      : `[stepwell] Failed to sign in at "${address}": the key holds characters that no key has. Copy it again.`,
  );
}

function saveAddress(address: string, world: World): void {
  const { settings } = world.loginFiles;
  world.saveSecret(settings, withSetting(readText(settings, world), "base_url", address));
}

function readText(path: string, { fileSystem }: World): string {
  if (fileSystem.statSync(path) === undefined) return "";
  return new TextDecoder().decode(fileSystem.readFileSync(path));
}

function tell(json: boolean, world: World, value: object, text: string): void {
  world.print(json ? JSON.stringify(value) : text);
}
