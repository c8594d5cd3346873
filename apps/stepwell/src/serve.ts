import { createApp } from "@stepwell/server";
import type { App } from "@stepwell/server";
import { teamRunStore } from "@stepwell/storage";
import { noteServer } from "./export/server-address.ts";
import { keepTicking } from "./keep-ticking.ts";
import { openAccess } from "./open-access.ts";
import { readLinkKey } from "./link-key.ts";
import { lookAtDamage } from "./look-at-damage.ts";
import { USUAL_PORT } from "./listen-options.ts";
import { openData } from "./open-data.ts";
import { Problem } from "./problem.ts";
import type { Command } from "./read-arguments.ts";
import { serverFaultText } from "./server-fault-text.ts";
import { startBlock, startJson } from "./start-block.ts";
import { VERSION } from "./version.ts";
import { PortTaken } from "./world.ts";
import type { Listener, World } from "./world.ts";

const PORTS_TRIED = 20;
/** How long requests that were begun may take when the server is stopped. */
const DRAIN_MS = 5000;
/** How long the start block waits for the folder to be read. */
const FIRST_READ_MS = 1500;

/** Serves a folder until the world stops it. Throws `Problem` for what the user can put right. */
export async function serve(command: Extract<Command, { kind: "serve" }>, world: World): Promise<void> {
  const { clock, fileSystem, random, processes } = world;
  const opened = await openData(command, world);
  const { folder, data, storage } = opened;
  const stopped = world.waitForStop();
  try {
    const access = await openAccess(command.access, opened, world);
    let left = false;
    let wake = (): void => {
      left = true;
    };
    const damage = lookAtDamage(storage, world);
    const app = createApp({
      runs: storage.runs,
      metrics: storage.metrics,
      blobs: storage.blobs,
      clock,
      random,
      fileSystem,
      processes,
      version: VERSION,
      watch: { folder, wake: () => wake() },
      assets: world.page,
      problems: damage.problems,
      onFault: (fault) => world.printError(serverFaultText(fault)),
      linkKey: () => readLinkKey(data, world),
      ...(world.hashes === undefined ? {} : { hashes: world.hashes }),
      allowedHosts: command.access.allowedHosts,
      allowedOrigins: command.access.allowedOrigins,
      trustedProxies: command.access.trustedProxies,
      ...(access.auth === undefined ? {} : { auth: access.auth }),
    });
    const listener = await listen(command, world, app);
    const url = urlOf(command.access.host, listener.port);
    let forget = (): void => undefined;
    try {
      forget = noteServer(fileSystem, data, url);
      const began = clock.monotonic();
      do {
        left = false;
        await app.tick();
      } while (left && clock.monotonic() - began < FIRST_READ_MS);
      const shown = access.auth === undefined ? teamRunStore(storage.runs, undefined) : storage.runs;
      const facts = {
        version: VERSION,
        url,
        port: listener.port,
        folder,
        data,
        runs: (await shown.projects()).reduce((sum, project) => sum + project.runs, 0),
        complete: !left,
        access: access.text,
        isOpen: access.auth === undefined,
        problems: app.problems().slice(0, 5),
        takenPort: command.port === undefined && listener.port !== USUAL_PORT ? USUAL_PORT : undefined,
        isTerminal: world.isTerminal,
      };
      world.print(command.json ? startJson(facts) : startBlock(facts, world.output));
      if (command.open) world.openBrowser(url);
      const ticking = keepTicking(app, clock, (message) => world.printError(message));
      wake = ticking.wake;
      await stopped;
      damage.stop();
      ticking.stop();
      if (!command.json && world.isTerminal)
        world.printError("  Stopping once what was begun is answered; Ctrl-C again stops at once.");
      await drained(listener, world);
    } finally {
      forget();
      await app.close();
      await listener.close();
      access.close();
    }
  } finally {
    await storage.close();
  }
}

async function listen(
  { access: { host }, port }: Extract<Command, { kind: "serve" }>,
  world: World,
  app: App,
): Promise<Listener> {
  const candidates =
    port === undefined ? Array.from({ length: PORTS_TRIED }, (_, at) => USUAL_PORT + at) : [port];
  for (const candidate of candidates) {
    try {
      return await world.listen({
        host,
        port: candidate,
        fetch: (request, peer) => app.fetch(request, peer),
      });
    } catch (error) {
      if (!(error instanceof PortTaken)) throw refusedBySystem(error, host, candidate);
    }
  }
  throw new Problem(
    port === undefined
      ? `[stepwell] Failed to listen: ports "${USUAL_PORT}" to "${candidates.at(-1)}" are all taken. Give "--port 0" for any free one.`
      : `[stepwell] Failed to listen on port "${port}": another program does. Leave "--port" away for the next free one, or give another.`,
  );
}

/** A port that needs more rights, or an address that this machine lacks. */
function refusedBySystem(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error && "code" in error)) return error;
  return new Problem(
    `[stepwell] Failed to listen on host "${host}", port "${port}": the system says "${String(error.code)}". Leave "--port" and "--host" away for the usual ones, or give others.`,
    { cause: error },
  );
}

/** Waits for what was begun, but not for ever. */
async function drained(listener: Listener, { clock }: World): Promise<void> {
  let cancel = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(DRAIN_MS, resolve);
  });
  await Promise.race([listener.drain(), late]);
  cancel();
}

function urlOf(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
