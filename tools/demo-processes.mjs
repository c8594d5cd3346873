import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;
const POLL_MS = 50;

/**
 * Starts the Stepwell server over `folder` on a free port and waits until it answers.
 * Throws with the server's own words when it ends or stays silent.
 */
export async function startServer(root, folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const main = join(root, "apps", "stepwell", "dist", "main.js");
  const child = spawn(process.execPath, [main, folder, "--port", String(port)], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment(),
  });
  endWithUs(child);
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (words += text));
  const ended = new Promise((resolve) => child.on("close", resolve));
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill();
      throw new Error(`The server did not start. It said:\n${words}`);
    }
    await pause(POLL_MS);
  }
  return {
    url,
    ended,
    /** Asks the server to stop and waits for it; a server that does not stop is ended. */
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Trains the example in its own process. `onStarted` gets the run's project and id; resolves to rows and hash as logged. */
export async function trainExample(root, folder, onStarted) {
  const main = join(root, "examples", "mnist", "dist", "main.js");
  const child = spawn(process.execPath, [main], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...cleanEnvironment(), STEPWELL_DIR: folder, STEPWELL_SILENT: "true" },
  });
  endWithUs(child);
  let logged;
  child.on("message", (message) => {
    if (message.started) onStarted(message.started);
    if (message.finished) logged = message.finished;
  });
  const code = await new Promise((resolve) => child.on("close", (exit, signal) => resolve(exit ?? signal)));
  if (code !== 0 || logged === undefined) throw new Error(`The training ended early (${code}).`);
  return logged;
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function endWithUs(child) {
  process.once("exit", () => child.kill());
}

/** Without what the user has set for runs of their own, which the demo must neither follow nor disturb. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(WANDB|STEPWELL)_/.test(name)));
}

async function answers(url) {
  try {
    return (await fetch(`${url}/api/server`)).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
