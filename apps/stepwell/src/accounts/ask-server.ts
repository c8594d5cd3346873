import { Problem } from "../problem.ts";
import type { World } from "../world.ts";

const MAX_TEXT = 10 * 1024 * 1024;

/** Asks a Stepwell server; its reply is claimed to be a `Value`. Throws `Problem` when it refuses or is none. */
export async function askServer<Value>(question: {
  readonly world: Pick<World, "fetch">;
  readonly address: string;
  readonly path: string;
  readonly method?: string;
  /** Empty for none. */
  readonly key?: string;
  readonly body?: object;
}): Promise<Value> {
  const { world, address, path, method = "GET", key = "", body } = question;
  let response: Response;
  try {
    response = await world.fetch(`${address}${path}`, {
      method,
      // Where a server sends on to is not where the key was meant to go.
      redirect: "error",
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Problem(
      `[stepwell] Failed to reach "${address}": no reply came. Check the address, and that the server runs.`,
      { cause },
    );
  }
  const text = (await response.text()).slice(0, MAX_TEXT);
  if (response.status === 204) return undefined as Value;
  const value = parse(text);
  if (response.ok && typeof value === "object" && value !== null) return value as Value;
  const message = (value as { error?: { message?: unknown } } | undefined)?.error?.message;
  if (!response.ok && typeof message === "string" && message.startsWith("[")) throw new Problem(message);
  throw new Problem(
    `[stepwell] Failed to ask "${address}": it answered "${response.status}", and not as a Stepwell server does. Check the address.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
