import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** Names that npm sets for what it runs, and variables that tell our SDK or command where to go. */
const OURS = /^(npm_|STEPWELL_|WANDB_|INIT_CWD$|NODE_OPTIONS$|NODE_PATH$)/i;

/** What npm itself is set up with: where packages come from, and where it keeps them. */
export function readNpmSettings(root) {
  const get = (name) =>
    spawnSync("npm", ["config", "get", name, "--loglevel=silent"], {
      cwd: root,
      encoding: "utf8",
    }).stdout.trim();
  const registry = get("registry");
  return { upstream: registry.endsWith("/") ? registry : `${registry}/`, cache: get("cache") };
}

/**
 * The environment of a stranger whose npm knows one registry: ours. It has npm's cache of packages, and none of what
 * npx has installed before, which would be our packages of an earlier run.
 */
export function consumerEnvironment({ work, registry, cache }) {
  const ownCache = join(work, "npm-cache");
  mkdirSync(ownCache, { recursive: true });
  mkdirSync(join(cache, "_cacache"), { recursive: true });
  symlinkSync(join(cache, "_cacache"), join(ownCache, "_cacache"), "dir");
  const kept = Object.entries(process.env).filter(
    ([name]) => !OURS.test(name) || name === "npm_config_userconfig",
  );
  return {
    ...Object.fromEntries(kept.filter(([name]) => name !== "PATH")),
    // Without the workspace's own commands, which npm puts in front.
    PATH: process.env.PATH.split(":")
      .filter((folder) => !folder.includes("node_modules"))
      .join(":"),
    CI: "1",
    NO_COLOR: "1",
    // What a person answers when npx asks whether to install.
    npm_config_yes: "true",
    npm_config_registry: registry,
    npm_config_cache: ownCache,
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    npm_config_loglevel: "error",
  };
}
