import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every workspace of the tree: `folder` relative to the root, and its `manifest` (package.json). In order of folder. */
export function workspaces(root) {
  const { workspaces: patterns } = readManifest(root);
  return patterns
    .flatMap((pattern) => {
      if (!pattern.endsWith("/*")) return [pattern];
      const parent = pattern.slice(0, -2);
      return existsSync(join(root, parent))
        ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)
        : [];
    })
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .sort()
    .map((folder) => ({ folder, manifest: readManifest(join(root, folder)) }));
}

/** Those that go to the registry. */
export function publishable(root) {
  return workspaces(root).filter(({ manifest }) => manifest.private !== true);
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
