import type { JsonObject } from "@stepwell/protocol";
import { parseJson } from "@stepwell/protocol";
import { MockError } from "../mock-error.ts";

/** Answers requests for the api. */
export interface Asking {
  fetch(request: Request): Promise<Response>;
}

/** Asks for an address of the api. Throws `MockError` with the server's words where it has no answer. */
export async function ask(asking: Asking, path: string): Promise<Response> {
  const reply = await asking.fetch(new Request(`http://localhost${path}`));
  if (reply.ok) return reply;
  throw new MockError(
    `read "${path}": the server answered "${reply.status}", ${await reply.text()}. Ask again.`,
  );
}

/** The parsed body of a reply. */
export async function readBody<Body>(reply: Response): Promise<Body> {
  return parseJson(await reply.text()) as unknown as Body;
}

/** All members of a list that comes by pages; `next` of a page is `cursor` of the one after it. */
export async function readAll<Member>(
  asking: Asking,
  path: string,
  list: string,
  cursor: string,
): Promise<Member[]> {
  const members: Member[] = [];
  let place = "";
  for (;;) {
    const page = await readBody<Record<string, unknown>>(await ask(asking, `${path}${place}`));
    members.push(...(page[list] as Member[]));
    const next = page["next"];
    if (next === null || next === undefined) return members;
    place = `&${cursor}=${encodeURIComponent(next as string | number)}`;
  }
}

/** The rows of a reply of lines. */
export async function readLines(asking: Asking, path: string): Promise<readonly JsonObject[]> {
  const text = await (await ask(asking, path)).text();
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => (parseJson(line) as unknown as { row: JsonObject }).row);
}
