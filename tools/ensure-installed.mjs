import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs `npm ci` when node_modules is not what package-lock.json asks for; says so in one line, and shows npm's words
 * only when it fails. Returns whether the packages are there.
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return true;
  process.stdout.write("Installing packages (npm ci) … ");
  const started = performance.now();
  const { status, stdout, stderr } = npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], root);
  if (status === 0) {
    console.log(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return true;
  }
  console.log("failed.");
  console.error(`${stdout}${stderr}\n"npm ci" failed in ${root}. Check the network and run it again.`);
  return false;
}

/** True when every package that the lock requires lies in node_modules at its version. Reads two files, no folder. */
export function isInstalled(root) {
  const lock = readPackages(join(root, "package-lock.json"));
  const found = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (lock === undefined || found === undefined) return false;
  return Object.entries(lock).every(([path, wanted]) => {
    // Optional ones are left out on systems that they are not for.
    if (!path.includes("node_modules/") || wanted.optional || wanted.devOptional || wanted.peer) return true;
    const there = found[path];
    return there !== undefined && there.version === wanted.version && there.link === wanted.link;
  });
}

function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

/** npm that started us, so that the version is the user's own; else the one on the path. */
function npm(args, cwd) {
  const script = process.env.npm_execpath;
  const options = { cwd, encoding: "utf8", maxBuffer: 2 ** 26 };
  if (script?.endsWith(".js")) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}
