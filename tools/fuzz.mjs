import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";

// Builds the server and sends it mutated requests. The last line is for scripts.
const root = dirname(import.meta.dirname);
if (!ensureInstalled(root) || !buildWorkspaces(root, ["@stepwell/fuzz"])) process.exit(1);
const { status } = spawnSync(
  process.execPath,
  ["--expose-gc", join(root, "fuzz/dist/main.js"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
