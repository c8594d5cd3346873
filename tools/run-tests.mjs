import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ensureInstalled } from "./ensure-installed.mjs";

// Installs what is missing, then runs every test. The last line is `vitest: N passed, N failed, N skipped`.
const root = dirname(import.meta.dirname);

/** Runs vitest, keeps its summary line back for the end, and returns that line with the exit code. */
async function runVitest(args) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", ...args], {
    cwd: root,
    stdio: ["inherit", "pipe", "inherit"],
    // Through a pipe vitest would think that nobody sees its colours.
    env: process.stdout.isTTY ? { FORCE_COLOR: "1", ...process.env } : process.env,
  });
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
  let summary;
  for await (const line of createInterface({ input: child.stdout })) {
    if (/^vitest: \d+ passed, /.test(line)) summary = line;
    else console.log(line);
  }
  return { summary, code: await ended };
}

async function main() {
  if (!ensureInstalled(root)) return 1;
  const { summary = "vitest: 0 passed, 0 failed, 0 skipped", code } = await runVitest(process.argv.slice(2));
  const nothingPassed = summary.startsWith("vitest: 0 passed");
  if (nothingPassed) console.error("No test passed. Check the names that were given.");
  console.log(summary);
  if (code !== 0) return 1;
  return nothingPassed ? 1 : 0;
}

process.exitCode = await main();
