import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";

const PATIENCE_MS = 60_000;

/** `stepwell serve` in a process of its own, which can be killed and started again at the same address. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** SIGKILL; resolves when it is dead. */
  kill(): Promise<void>;
}

/** `folder` gets the server's data; it serves no run folders from there. */
export async function createServerProcess(command: string, folder: string): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let kill = (): Promise<void> => Promise.resolve();
  await mkdir(`${folder}/empty`, { recursive: true });

  return {
    url,
    async start() {
      const words = [command, "serve", `${folder}/empty`, "--data", `${folder}/data`, "--port", String(port)];
      const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
      const closed = once(child, "close");
      kill = async () => {
        child.kill("SIGKILL");
        await closed;
      };
      const end = performance.now() + PATIENCE_MS;
      while (!(await answers(url))) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}.`);
        if (performance.now() > end) throw new Error(`The server did not answer for ${PATIENCE_MS} ms.`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    kill: () => kill(),
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/server`).then(
    (reply) => reply.ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
