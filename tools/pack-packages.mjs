import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { publishable } from "./workspaces.mjs";

/**
 * Packs every package that goes to the registry, as it is built now, into `folder`: what `npm publish` would send. Returns
 * for each its `manifest`, the `path` of the tarball, its `size` in bytes and the paths of its `files`.
 */
export function packPackages(root, folder) {
  mkdirSync(folder, { recursive: true });
  const packages = publishable(root);
  const args = ["pack", "--json", "--ignore-scripts", "--loglevel=error", "--pack-destination", folder];
  const { status, stdout, stderr } = spawnSync(
    "npm",
    [...args, ...packages.flatMap((one) => ["-w", one.folder])],
    { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28, shell: process.platform === "win32" },
  );
  if (status !== 0)
    throw new Error(`[pack] Failed to pack the packages: ${stderr}. Run "npm run build" first.`);
  const packed = new Map(
    [JSON.parse(stdout)]
      .flat()
      .flatMap(asList)
      .map((one) => [one.name, one]),
  );
  return packages.map(({ manifest }) => {
    const { filename, size, files } = packed.get(manifest.name);
    return { manifest, path: join(folder, filename), size, files: files.map((file) => file.path) };
  });
}

/** npm 12 answers with an object by name, earlier ones with a list. */
function asList(answer) {
  return "filename" in answer ? [answer] : Object.values(answer);
}
