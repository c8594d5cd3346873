import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createOwner } from "../schedule/owner.ts";
import { createSchedule } from "../schedule/schedule.ts";
import { createTrace } from "../schedule/trace.ts";
import { createNetwork } from "./network.ts";
import type { NetworkFaults } from "./network.ts";

const NONE: NetworkFaults = { lost: 0, replyLost: 0, twice: 0, slow: 0, cut: 0 };

/** What the server read of one request, and what its client heard. */
async function send(
  faults: Partial<NetworkFaults>,
  isConnected = true,
): Promise<{ read: string[]; heard: string }> {
  const random = createSeededRandom(3);
  const schedule = createSchedule({ random, trace: createTrace(0) });
  const read: string[] = [];
  const network = createNetwork({
    schedule,
    random,
    faults: { ...NONE, ...faults },
    async deliver(request) {
      read.push(await request.text().catch(() => "broken off"));
      return { status: 200, headers: new Headers(), text: `answer ${read.length}` };
    },
  });
  if (!isConnected) network.connect("h", { isConnected });
  const fetch = network.fetch(createOwner("a"), "h");
  const { signal } = new AbortController();
  let heard = "";
  fetch("http://localhost/x", { method: "POST", headers: {}, body: "whole", signal }).then(
    async (reply) => (heard = await reply.text()),
    (error: unknown) => (heard = String(error)),
  );
  await schedule.run(() => false, 1e6);
  return { read, heard };
}

test("a request arrives once and is answered", async () => {
  expect(await send({})).toEqual({ read: ["whole"], heard: "answer 1" });
});

test("each fault is what its name says", async () => {
  expect(await send({ lost: 1 })).toEqual({ read: [], heard: "Error: the connection broke on the way" });
  expect(await send({ replyLost: 1 })).toEqual({ read: ["whole"], heard: "Error: the connection broke" });
  expect(await send({ twice: 1 })).toEqual({ read: ["whole", "whole"], heard: "answer 2" });
  expect(await send({ cut: 1 })).toEqual({ read: ["broken off"], heard: "Error: the connection broke" });
  expect(await send({}, false)).toEqual({ read: [], heard: "Error: there is no way to the server" });
});
