import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";

// Draws docs/pictures anew: the page in Chromium, over the projects of the journeys, or over those of the server that
// STEPWELL_SEEDED names; and three trainings as a moving picture.
const DRAWN_BY = ["doc-pictures-process.js", "moving-picture-process.js"];
const root = dirname(import.meta.dirname);

function main() {
  if (!ensureInstalled(root)) return 1;
  const chromium = findChromium();
  if (chromium === undefined) return 1;
  if (!buildWorkspaces(root, ["stepwell", "@stepwell/dashboard", "@stepwell/e2e"])) return 1;
  for (const script of DRAWN_BY) {
    const { status } = spawnSync(process.execPath, [join(root, "e2e/dist", script)], {
      stdio: "inherit",
      env: { ...process.env, CHROME_PATH: chromium },
    });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}

process.exitCode = main();
