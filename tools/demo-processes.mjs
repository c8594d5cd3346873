import { spawn } from "node:child_process";
import { join } from "node:path";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 10_000;

/**
 * Starts the Stepwell server over `folder` on a free port; resolves when it answers.
 * Rejects with the server's own words when it ends or stays silent.
 */
export async function startServer(root, folder) {
  const main = join(root, "apps", "stepwell", "dist", "main.js");
  const child = spawn(process.execPath, [main, folder, "--port", "0"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment(),
  });
  endWithUs(child);
  const ended = new Promise((resolve) => child.on("close", resolve));
  return {
    url: await addressIn(child),
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

/** The address in the server's start block, which it prints once it answers. */
function addressIn(child) {
  return new Promise((resolve, reject) => {
    let words = "";
    const fail = () => reject(new Error(`The server did not start. It said:\n${words}`));
    const timer = setTimeout(fail, START_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        words += text;
        const address = /^ *Page +(http:\S+)/m.exec(words)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    child.on("close", fail);
    timer.unref();
  });
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
