import type { Clock } from "@stepwell/effects";
import { ConnectionCut } from "./connection-cut.ts";
import { pause } from "./pause.ts";

type Bytes = Uint8Array<ArrayBuffer>;
const TURNS_PER_SECOND = 10;

const cut = new WeakSet<Response>();

/** Whether the body of a reply breaks off. */
export function isCutBody(reply: Response): boolean {
  return cut.has(reply);
}

/** The reply, whose body breaks off after so many bytes; one that is shorter breaks off at its end. */
export function cutBody(reply: Response, afterBytes: number): Response {
  let left = afterBytes;
  const broken = withBody(
    reply,
    async (chunk, push) => {
      push(chunk.subarray(0, left));
      left -= Math.min(left, chunk.length);
      if (left === 0) throw new ConnectionCut();
    },
    () => {
      throw new ConnectionCut();
    },
  );
  cut.add(broken);
  return broken;
}

/** The reply, whose body takes its time. */
export function slowBody(reply: Response, bytesPerSecond: number, clock: Clock): Response {
  const size = Math.max(1, Math.floor(bytesPerSecond / TURNS_PER_SECOND));
  return withBody(reply, async (chunk, push) => {
    for (let at = 0; at < chunk.length; at += size) {
      const part = chunk.subarray(at, at + size);
      await pause(clock, (part.length / bytesPerSecond) * 1000);
      push(part);
    }
  });
}

function withBody(
  reply: Response,
  pass: (chunk: Bytes, push: (chunk: Bytes) => void) => Promise<void>,
  flush: () => void = () => undefined,
): Response {
  const body = (reply.body ?? new Response("").body) as ReadableStream<Bytes> | null;
  const passed = body?.pipeThrough(
    new TransformStream<Bytes, Bytes>({
      transform: (chunk, controller) => pass(chunk, (part) => controller.enqueue(part)),
      flush,
    }),
  );
  return new Response(passed ?? null, reply);
}
