import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";

// Installs and builds what is missing, makes sure of a browser, and runs e2e/. The last line is `e2e: N passed, N failed, N skipped`.
const root = dirname(import.meta.dirname);

function main() {
  if (!ensureInstalled(root)) return 1;
  const chromium = findChromium();
  if (chromium === undefined) return 1;
  if (!buildWorkspaces(root, ["stepwell", "@stepwell/dashboard", "@stepwell/e2e", "./examples/*"])) return 1;
  const config = join(root, "e2e/vitest.config.ts");
  const { status } = spawnSync(
    join(root, "node_modules/.bin/vitest"),
    ["run", "--config", config, ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, CHROME_PATH: chromium },
    },
  );
  return status ?? 1;
}

process.exitCode = main();
