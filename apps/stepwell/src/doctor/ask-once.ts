import type { SyncServer, World } from "../world.ts";

/** What came back, its beginning at least. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** The header of this name. */
  readonly date: string | null;
}

const TIMEOUT_MS = 10_000;
const MOST_TEXT = 1024 * 1024;

/** Asks a server once, by POST where there is a body. Rejects when no reply comes within ten seconds, or no end of one. */
export async function askOnce(
  { baseUrl, apiKey }: SyncServer,
  { path, body }: { path: string; body?: string },
  world: World,
): Promise<Reply> {
  let cancel = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = world.clock.after(TIMEOUT_MS, () =>
      reject(new Error(`no reply came within ${TIMEOUT_MS / 1000} seconds`)),
    );
  });
  const asked = world.fetch(`${baseUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    redirect: "error",
    headers: {
      "content-type": "application/json",
      ...(apiKey === "" ? {} : { authorization: `Basic ${btoa(`api:${apiKey}`)}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  try {
    const reply = await Promise.race([asked, late]);
    const text = await Promise.race([firstText(reply), late]);
    return { status: reply.status, text, date: reply.headers.get("date") };
  } finally {
    cancel();
  }
}

async function firstText({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  const reader = body?.getReader();
  while (reader !== undefined && text.length < MOST_TEXT) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}
