import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";

// Builds the simulator, then runs it. Its last line is `sim: N passed, N failed, N skipped`.
const root = dirname(import.meta.dirname);
if (!ensureInstalled(root) || !buildWorkspaces(root, ["@stepwell/simulator"])) process.exit(1);
const { status } = spawnSync(
  process.execPath,
  [join(root, "simulator/dist/main.js"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
