import { writeSync } from "node:fs";
import { createSeededRandom } from "@stepwell/effects/testing";
import type { Acknowledged } from "./acknowledgements.ts";
import { CALLERS } from "./fault-content.ts";
import type { Caller } from "./fault-content.ts";
import { logArtifact } from "./fault-artifact.ts";
import { createFaultRun } from "./fault-run.ts";
import { createFaultyConnection } from "./faulty-connection.ts";

/**
 * One of the clients of the fault suite: logs one run after the other over a bad network, until its input ends; then it
 * brings the last run to its end. Says on file descriptor 3 what the server has acknowledged.
 */
const [, , baseUrl = "", name = "", seed = "0"] = process.argv;
const PIPE = 3;
const random = createSeededRandom(Number(seed));
const connection = createFaultyConnection(baseUrl, random);
let isOver = false;
process.stdin.on("end", () => void (isOver = true)).resume();

const MOST_ACTS = 30;
const ARTIFACT_SHARE = 0.04;
const DELETED_SHARE = 0.15;

function say(said: Acknowledged): void {
  const line = new TextEncoder().encode(`${JSON.stringify(said)}\n`);
  for (let sent = 0; sent < line.length;) {
    try {
      sent += writeSync(PIPE, line, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
}

let artifacts = 0;
for (let count = 0; !isOver; count++) {
  const caller = CALLERS[random.integer(CALLERS.length)] as Caller;
  const run = await createFaultRun({ connection, random, say, id: `${name}-${count}`, caller });
  const acts = 1 + random.integer(MOST_ACTS);
  for (let act = 0; act < acts && !isOver; act++) {
    await run.act();
    if (random.float() >= ARTIFACT_SHARE) continue;
    if (await logArtifact({ connection, say, name: `data-${name}`, version: artifacts })) artifacts += 1;
  }
  if (random.float() < DELETED_SHARE) await run.remove();
  else await run.end();
}
process.exit();
