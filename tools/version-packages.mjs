import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { workspaces } from "./workspaces.mjs";

// `npm run version-packages` does what a release needs in the tree: raises the one version that all packages carry, writes their
// changelogs from .changeset, and brings the lock file along. It commits nothing and publishes nothing.
const root = dirname(import.meta.dirname);

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`[version] Failed to run "${command} ${args.join(" ")}". See above.`);
}

try {
  run("npx", ["changeset", "version"]);
  // What nobody installs has a version for npm's sake only, and no history.
  for (const { folder, manifest } of workspaces(root))
    if (manifest.private === true) rmSync(join(root, folder, "CHANGELOG.md"), { force: true });
  run("npx", ["oxfmt", "packages", "apps", "examples", "package.json"]);
  run("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]);
  run("npm", ["run", "--silent", "lock"]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
