import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A row whose `log` has returned. */
export interface Logged {
  /** When, in milliseconds since the epoch. */
  readonly time: number;
  /** Its numbers. */
  readonly row: Readonly<Record<string, number>>;
}

export interface Training {
  /** Rows so far; grows while the process runs. */
  readonly logged: readonly Logged[];
  /** Resolves at a clean end; rejects with what the process said on stderr. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** Starts one of the processes beside this file, built. */
export function startTraining(script: string, args: readonly string[]): Training {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../dist", script), ...args], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const logged: Logged[] = [];
  const pipe = child.stdio[3] as Readable;
  createInterface({ input: pipe }).on("line", (line) => logged.push(JSON.parse(line) as Logged));
  let said = "";
  child.stderr?.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const ended = once(child, "close").then(([code]) => {
    if (code !== 0) throw new Error(`${script} ended with ${String(code)}: ${said}`);
  });
  // Whoever waits for the end gets the error; without anyone it must not end the test process.
  ended.catch(() => undefined);
  return { logged, ended, stop: () => child.kill() };
}

export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const COMMAND = join(import.meta.dirname, "../../apps/stepwell/dist/main.js");

/** Starts the built `stepwell <folder>` on a free port, or on the one that is given; resolves when it answers. */
export async function startServer(folder: string, givenPort?: number): Promise<Server> {
  const port = givenPort ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [COMMAND, folder, "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(child, "close");
  await until("the server answers", async () => {
    if (child.exitCode !== null) throw new Error(`stepwell ended with ${child.exitCode}`);
    return fetch(`${url}/api/session`).then(
      (reply) => reply.ok,
      () => false,
    );
  });
  return {
    url,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** Asks again until `holds` is true; throws after `timeoutMs`. */
export async function until(what: string, holds: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
