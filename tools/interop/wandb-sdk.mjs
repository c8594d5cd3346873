import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** W&B's client for JavaScript, and what it asks for, in the versions that were there when this was written. */
const PACKAGES = {
  "@wandb/sdk": "0.5.1",
  "cross-fetch": "3.2.0",
  graphql: "16.15.0",
  "graphql-request": "5.2.0",
};
const TIME_LIMIT_MS = 120_000;

/** Installs the client into a folder of its own, once. Returns the folder, or the reason why there is none. */
export function prepareWandbSdk(root) {
  const folder = join(root, "node_modules", ".cache", "wandb-sdk");
  const manifest = JSON.stringify({ private: true, type: "module", dependencies: PACKAGES });
  const marker = join(folder, "installed.json");
  if (existsSync(marker) && readFileSync(marker, "utf8") === manifest) return { folder };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), manifest);
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
    "--loglevel=error",
  ];
  process.stdout.write(`Installing @wandb/sdk@${PACKAGES["@wandb/sdk"]} … `);
  const { status, stderr } = spawnSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    timeout: TIME_LIMIT_MS,
  });
  if (status !== 0) {
    console.log("failed.");
    return { missing: `"npm install @wandb/sdk" failed: ${(stderr ?? "").trim().split("\n").at(-1)}` };
  }
  writeFileSync(marker, manifest);
  console.log("done.");
  return { folder };
}

/** Runs `program` where the client is installed; returns what it says that it logged, as JSON. */
export function logWithWandbSdk(folder, program, { baseUrl, apiKey }) {
  const copy = join(folder, "program.mjs");
  copyFileSync(program, copy);
  const inherited = Object.entries(process.env).filter(([name]) => !/^(WANDB|STEPWELL)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [copy], {
    cwd: folder,
    encoding: "utf8",
    env: { ...Object.fromEntries(inherited), WANDB_BASE_URL: baseUrl, WANDB_API_KEY: apiKey },
    timeout: TIME_LIMIT_MS,
  });
  const said = stdout.split("\n").find((line) => line.startsWith("logged: "));
  // The client swallows what a server refuses, and says so on stderr.
  if (status !== 0 || said === undefined || stderr !== "") {
    throw new Error(`W&B's client for JavaScript ended with ${status}: ${stderr.slice(-1000)}`);
  }
  return said.slice("logged: ".length);
}
