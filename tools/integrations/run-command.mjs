import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a command of the shell to its end, or to `limitMs`. Resolves with what it printed; rejects, with that, when it failed. */
export async function runCommand(command, { cwd, env, limitMs = 180_000 }) {
  const child = startShell(command, cwd, env);
  const said = listen(child);
  const timer = setTimeout(() => stopTree(child), limitMs);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  if (code === 0) return said();
  const why = signal === null ? `ended with ${code}` : `was stopped by ${signal} after ${limitMs / 1000} s`;
  throw Object.assign(new Error(`"${command.trim()}" ${why}:\n${said().trim().slice(-3000)}`), {
    code,
    said: said(),
  });
}

/** Starts a command that goes on, and resolves with the address that it prints, once that answers, and with `stop`. */
export async function startServer(command, { cwd, env, limitMs = 120_000 }) {
  const child = startShell(command, cwd, env);
  const said = listen(child);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    stopTree(child);
    await once(child, "close");
  };
  try {
    const until = Date.now() + limitMs;
    for (;;) {
      const url = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(said())?.[0];
      if (url !== undefined && (await answers(url))) return { url, stop };
      if (child.exitCode !== null) throw new Error(`"${command.trim()}" ended:\n${said()}`);
      if (Date.now() > until)
        throw new Error(`"${command.trim()}" printed no address that answers:\n${said()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(url) {
  return fetch(`${url}/api/session`).then(
    (reply) => reply.ok,
    () => false,
  );
}

/** In a process group of its own, so that what npm starts ends with npm. */
function startShell(command, cwd, env) {
  return spawn("sh", ["-e", "-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
}

function listen(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (more) => {
      text = (text + more).slice(-1_000_000);
    });
  return () => text;
}

/** Asks all of the group to end, and makes them after a while. */
function stopTree(child) {
  signalTree(child, "SIGTERM");
  const timer = setTimeout(() => signalTree(child, "SIGKILL"), 10_000);
  child.once("close", () => clearTimeout(timer));
}

function signalTree(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}
