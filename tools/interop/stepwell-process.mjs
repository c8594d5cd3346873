import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 20_000;

/**
 * Starts the command `stepwell` over an empty folder, with its data in SQLite. With `users`, names by role, it asks for keys,
 * and `keys` has one of each. Rejects with the server's own words when it does not start.
 */
export async function startStepwell(root, folder, users = {}) {
  mkdirSync(folder, { recursive: true });
  const main = join(root, "apps", "stepwell", "dist", "main.js");
  const keys = {};
  for (const [role, name] of Object.entries(users)) {
    keys[role] = keyOf(main, ["users", "add", name, "--role", role], folder);
  }
  const [role] = Object.keys(users);
  if (role !== undefined) {
    // The same person's second key, from the other command that makes them.
    keys["second"] = keyOf(main, ["keys", "create", "--user", users[role], "--label", "interop"], folder);
  }
  const asked = role === undefined ? [] : ["--auth"];
  const child = spawn(process.execPath, [main, folder, "--port", "0", ...asked], {
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment(),
  });
  process.once("exit", () => child.kill());
  const ended = new Promise((resolve) => child.on("close", resolve));
  return {
    url: await addressIn(child),
    keys,
    /** Asks the server to stop; resolves to its exit code. */
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}

function keyOf(main, args, folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args, "--json"], {
    cwd: folder,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
  if (status !== 0) throw new Error(`"stepwell ${args.join(" ")}" failed: ${stderr}`);
  return JSON.parse(stdout).key;
}

function addressIn(child) {
  return new Promise((resolve, reject) => {
    let words = "";
    const fail = () => reject(new Error(`The server did not start. It said:\n${words}`));
    const timer = setTimeout(fail, START_LIMIT_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        words += text;
        const address = /^ *Page +(http:\S+)/m.exec(words)?.[1];
        if (address === undefined) return;
        clearTimeout(timer);
        resolve(address);
      });
    }
    child.on("close", fail);
  });
}

function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(WANDB|STEPWELL)_/.test(name)));
}
