import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

export interface StartedServer {
  readonly url: string;
  readonly pid: number;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

const COMMAND = join(import.meta.dirname, "../../apps/stepwell/dist/main.js");

/** Starts `stepwell <folder>` as a process of its own on a free port; resolves when it answers. */
export async function startServer(folder: string): Promise<StartedServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [COMMAND, folder, "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "exit");
  let running = true;
  void ended.then(() => {
    running = false;
  });
  for (;;) {
    if (!running)
      throw new Error(
        `[bench] Failed to start the server: it ended at once. Run "node ${COMMAND}" to see why.`,
      );
    const answers = await fetch(`${url}/api/server`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (answers) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("[bench] Failed to find a free port.");
  return address.port;
}
