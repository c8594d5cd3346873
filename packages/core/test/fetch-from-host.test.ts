import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fetchFromHost } from "../src/node/fetch-from-host.ts";

const MIB = 1024 * 1024;

test("a long upload has its length in the header and is not kept in memory", async () => {
  let received = 0;
  let length: string | undefined;
  let mostKept = 0;
  const server = createServer((request, response) => {
    length = request.headers["content-length"];
    request.on("data", (chunk: Uint8Array) => (received += chunk.length));
    request.on("end", () => response.end("done"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const before = process.memoryUsage().arrayBuffers;
  const body = {
    size: 300 * MIB,
    async *chunks() {
      for (let sent = 0; sent < 300; sent++) {
        mostKept = Math.max(mostKept, process.memoryUsage().arrayBuffers - before);
        yield await Promise.resolve(new Uint8Array(MIB));
      }
    },
  };
  const { port } = server.address() as AddressInfo;
  const { signal } = new AbortController();
  const reply = await fetchFromHost(`http://127.0.0.1:${port}/`, {
    method: "PUT",
    headers: {},
    body,
    signal,
  });
  await expect(reply.text()).resolves.toBe("done");
  server.close();
  expect({ received, length }).toEqual({ received: 300 * MIB, length: String(300 * MIB) });
  expect(mostKept).toBeLessThan(150 * MIB);
}, 30_000);
