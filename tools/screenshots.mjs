import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";

// Draws docs/pictures anew: by the journey that holds them against the page in each e2e run, and three trainings as a
// moving picture.
const root = dirname(import.meta.dirname);

function main() {
  if (!ensureInstalled(root)) return 1;
  const chromium = findChromium();
  if (chromium === undefined) return 1;
  if (!buildWorkspaces(root, ["stepwell", "@stepwell/dashboard", "@stepwell/e2e"])) return 1;
  const env = { ...process.env, CHROME_PATH: chromium, STEPWELL_PICTURES: "update" };
  const vitest = [
    "run",
    "--config",
    join(root, "e2e/vitest.config.ts"),
    "e2e/src/journeys/doc-pictures.test.ts",
  ];
  const steps = [
    [join(root, "node_modules/.bin/vitest"), vitest],
    [process.execPath, [join(root, "e2e/dist/moving-picture-process.js")]],
  ];
  for (const [command, args] of steps) {
    const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

process.exitCode = main();
