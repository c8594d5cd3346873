import { Agent, request as openRequest } from "node:http";
import type { ClientRequest } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { SeededRandom } from "@stepwell/effects/testing";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the body may be sent as gzip. */
  readonly mayPack?: boolean;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A client's way to the server, which is often bad and often leads nowhere. */
export interface FaultyConnection {
  /**
   * Sends a request until there is a reply. Now and then the first tries are cut, at any byte of the body or after the
   * last one, and now and then it is sent once more after the reply, as by a network that delivers twice.
   */
  send(asked: Asked): Promise<Answered>;
  /** Begins a request and cuts it before its last byte: it must change nothing. */
  sendCut(asked: Asked): Promise<void>;
}

const CUT_SHARE = 0.12;
const REPEATED_SHARE = 0.08;
const PATIENCE_MS = 60_000;

export function createFaultyConnection(baseUrl: string, random: SeededRandom): FaultyConnection {
  const agent = new Agent({ keepAlive: true });

  function open({ method, path, headers = {} }: Asked, more: object): ClientRequest {
    const url = new URL(path, baseUrl);
    const opened = openRequest(url, { method, headers: { ...headers, ...more }, agent });
    opened.setTimeout(PATIENCE_MS, () => opened.destroy(new Error("no reply")));
    return opened;
  }

  /** Resolves when so much of it was given to the system and the connection is gone. */
  function cut(asked: Asked, packed: Packed, bytes: number): Promise<void> {
    return new Promise((resolve) => {
      const opened = open(asked, { ...packed.headers, connection: "close" });
      opened.on("error", () => undefined);
      opened.on("close", resolve);
      opened.on("response", (reply) => reply.resume());
      const part = packed.bytes.subarray(0, bytes);
      const isWhole = bytes === packed.bytes.length;
      const drop = (): void => void setTimeout(() => opened.destroy(), random.integer(4));
      if (isWhole) opened.end(part, drop);
      else opened.write(part, drop);
      if (part.length === 0) opened.flushHeaders();
      if (part.length === 0) drop();
    });
  }

  function once(asked: Asked, packed: Packed): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const opened = open(asked, packed.headers);
      opened.on("error", reject);
      opened.on("response", (reply) => {
        const parts: Buffer[] = [];
        reply.on("data", (part: Buffer) => parts.push(part));
        reply.on("error", reject);
        reply.on("end", () => {
          const text = Buffer.concat(parts).toString();
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text });
        });
      });
      opened.end(packed.bytes);
    });
  }

  async function untilReplied(asked: Asked, packed: Packed): Promise<Answered> {
    for (;;) {
      try {
        return await once(asked, packed);
      } catch {
        // The server is dead, or died over this.
        await sleep(15 + random.integer(30));
      }
    }
  }

  return {
    async send(asked) {
      const packed = pack(asked, random);
      while (random.float() < CUT_SHARE) {
        const whole = random.float() < 0.4;
        await cut(asked, packed, whole ? packed.bytes.length : random.integer(packed.bytes.length + 1));
      }
      const reply = await untilReplied(asked, packed);
      if (random.float() < REPEATED_SHARE) await untilReplied(asked, packed);
      return reply;
    },
    sendCut(asked) {
      const packed = pack(asked, random);
      return cut(asked, packed, random.integer(packed.bytes.length));
    },
  };
}

interface Packed {
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

function pack({ body, mayPack }: Asked, random: SeededRandom): Packed {
  const plain = Buffer.from(body ?? "");
  const isPacked = mayPack === true && random.float() < 0.4;
  const bytes = isPacked ? gzipSync(plain) : plain;
  // Some clients do not know how long their body is.
  const isCounted = random.float() < 0.8;
  return {
    bytes,
    headers: {
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
      ...(body === undefined
        ? {}
        : isCounted
          ? { "content-length": String(bytes.length) }
          : { "transfer-encoding": "chunked" }),
    },
  };
}
