import { Agent, request } from "node:http";
import type { ClientRequest } from "node:http";

/** Event streams that are open and hear of nothing. */
export interface IdleViewers {
  close(): void;
}

/** Opens `count` event streams, some at a time; resolves when the server has greeted them all. */
export async function openIdleViewers(url: string, count: number): Promise<IdleViewers> {
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  const open: ClientRequest[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - from);
    open.push(...(await Promise.all(Array.from({ length: size }, () => openOne(`${url}/api/live`, agent)))));
  }
  return {
    close() {
      for (const one of open) one.destroy();
      agent.destroy();
    },
  };
}

const AT_ONCE = 100;

function openOne(url: string, agent: Agent): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (reply) => {
      reply.once("data", () => {
        reply.resume();
        resolve(sent);
      });
    });
    sent.once("error", reject);
    // Later it is closed from this side, which is an error to Node as well.
    sent.on("error", () => undefined);
    sent.end();
  });
}
