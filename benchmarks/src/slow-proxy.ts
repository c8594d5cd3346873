import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface SlowProxy {
  readonly url: string;
  stop(): void;
}

/** Passes requests on to the server at `url`, each `delayMs` after it came. */
export async function startSlowProxy(url: string, delayMs: number): Promise<SlowProxy> {
  const proxy = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
      await sleep(delayMs);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        const isOurs = ["host", "connection", "content-length", "transfer-encoding"].includes(name);
        if (!isOurs && typeof value === "string") headers.set(name, value);
      }
      const method = request.method ?? "GET";
      const body = method === "GET" ? {} : { body: Buffer.concat(parts) };
      const reply = await fetch(`${url}${request.url ?? "/"}`, { method, headers, ...body });
      const answer = Buffer.from(await reply.arrayBuffer());
      const marks = [...reply.headers].filter(([name]) => name.startsWith("x-stepwell-"));
      response.writeHead(reply.status, Object.fromEntries(marks));
      response.end(answer);
    } catch {
      // The client went away, as it may at the end.
      response.destroy();
    }
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    stop() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
