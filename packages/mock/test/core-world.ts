import type { FetchReply, FetchRequest } from "@stepwell/core";
import { createMemoryWorld } from "@stepwell/core/testing";
import type { MemoryWorld } from "@stepwell/core/testing";
import type { MockServer } from "../src/create-mock-server.ts";

/** Where the SDK believes the mock server to be. */
export const BASE_URL = "http://localhost:8080";

/** A world whose network is a mock server; the virtual clock is that of both when the server was given it. */
export function worldOf(mock: Pick<MockServer, "fetch">, clock?: MemoryWorld["clock"]): MemoryWorld {
  return createMemoryWorld({
    ...(clock === undefined ? {} : { clock }),
    env: { STEPWELL_BASE_URL: BASE_URL },
    async fetch(url, { body, ...rest }: FetchRequest): Promise<FetchReply> {
      const reply = await mock.fetch(new Request(url, { ...rest, ...(await bodyOf(body)) }));
      return {
        status: reply.status,
        headers: reply.headers,
        text: () => reply.text(),
        chunks: () => (reply.body ?? []) as AsyncIterable<Uint8Array>,
      };
    },
  });
}

async function bodyOf(body: FetchRequest["body"]): Promise<{ body?: BodyInit }> {
  if (body === undefined) return {};
  if (typeof body === "string" || body instanceof Uint8Array) return { body: body as string };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of body.chunks()) parts.push(new Uint8Array(chunk));
  return { body: new Blob(parts) };
}

/** Lets virtual time pass until the promise has settled. */
export async function settled<Result>(
  { clock }: Pick<MemoryWorld, "clock">,
  promise: Promise<Result>,
): Promise<Result> {
  let isOver = false;
  const watched = promise.finally(() => (isOver = true));
  watched.catch(() => undefined);
  for (let turn = 0; turn < 20_000 && !isOver; turn++) await clock.advanceAsync(1000);
  return watched;
}
