import type { Random } from "@stepwell/effects";
import { secretText } from "./secret-text.ts";

const PREFIX = "stepwell-";
const ID_LENGTH = 8;
/** 238 bits: nobody guesses one, so that a fast hash protects it as well as a slow one. W&B's clients want 40 characters. */
const SECRET_LENGTH = 40;
const KEY = new RegExp(`^${PREFIX}([0-9A-Za-z]{${ID_LENGTH}})[0-9A-Za-z]{${SECRET_LENGTH}}$`);

/** A new key and the id that it begins with. */
export function makeApiKey(random: Random): { readonly id: string; readonly key: string } {
  const id = secretText(random, ID_LENGTH);
  return { id, key: `${PREFIX}${id}${secretText(random, SECRET_LENGTH)}` };
}

/** The id in a key; undefined for what can't be one. */
export function idOfApiKey(text: string): string | undefined {
  return KEY.exec(text)?.[1];
}

/** The key that a request's headers carry: as a bearer, or as the password of any user. Undefined when there is none. */
export function apiKeyOf(headers: Headers): string | undefined {
  const [, scheme = "", value = ""] =
    /^(bearer|basic) +(\S{1,1000}) *$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (scheme.toLowerCase() !== "basic") return value === "" ? undefined : value;
  try {
    const text = atob(value);
    return text.slice(text.indexOf(":") + 1);
  } catch {
    return "";
  }
}
