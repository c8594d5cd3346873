import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";

// Builds what is measured, then measures: nothing but the figures goes to stdout.
const root = dirname(import.meta.dirname);
if (
  !ensureInstalled(root) ||
  !buildWorkspaces(root, ["@stepwell/benchmarks", "@stepwell/dashboard", "stepwell"])
)
  process.exit(1);
const { status } = spawnSync(
  process.execPath,
  [join(root, "benchmarks/dist/main.js"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
