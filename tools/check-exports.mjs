import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { runAsScript } from "./run-as-script.mjs";
import { publishable } from "./workspaces.mjs";

const SNAPSHOT = "tools/exports.snapshot.json";

/** The exported names of every entry of every published package, sorted; types are marked `type`. */
export function exportedNames(root) {
  const names = {};
  for (const { folder, manifest } of publishable(root)) {
    for (const [door, target] of Object.entries(manifest.exports ?? {})) {
      const source = target["@stepwell/source"];
      if (source === undefined || !existsSync(join(root, folder, source))) continue;
      const { module } = parseSync(source, readFileSync(join(root, folder, source), "utf8"));
      const entries = module.staticExports.flatMap((one) => one.entries);
      const written = entries.map((one) => `${one.isType ? "type " : ""}${one.exportName.name}`);
      names[manifest.name + door.slice(1)] = [...new Set(written)].sort();
    }
  }
  return names;
}

/** What differs between the committed names and those of the sources, as sentences. */
export function compareExports(committed, current) {
  return [...new Set([...Object.keys(committed), ...Object.keys(current)])].sort().flatMap((door) => {
    const before = committed[door] ?? [];
    const after = current[door] ?? [];
    return [
      ...after.filter((name) => !before.includes(name)).map((name) => `"${door}" now exports "${name}".`),
      ...before
        .filter((name) => !after.includes(name))
        .map((name) => `"${door}" no longer exports "${name}".`),
    ];
  });
}

runAsScript(import.meta, (root, flags) => {
  const path = join(root, SNAPSHOT);
  const current = exportedNames(root);
  if (flags.includes("--update")) {
    writeFileSync(path, `${JSON.stringify(current, null, 2)}\n`);
    return [];
  }
  const problems = compareExports(JSON.parse(readFileSync(path, "utf8")), current);
  return problems.length === 0
    ? []
    : [...problems, `If that is meant, run "npm run exports -- --update" and commit ${SNAPSHOT}.`];
});
