import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { runAsScript } from "./run-as-script.mjs";
import { workspaces } from "./workspaces.mjs";

/**
 * Holds the tree against the arrow diagram of CONTRIBUTING.md: `arrows` says for each workspace which siblings its
 * sources may import. Declared dependencies, imports and tsconfig references must agree with it and with each other.
 * Workspaces that `arrows` does not name (examples, benchmarks) may use all. Returns what is wrong, as sentences.
 */
export function checkArrows(root, arrows) {
  const all = workspaces(root);
  const byName = new Map(all.map((workspace) => [workspace.manifest.name, workspace]));
  return all.flatMap((workspace) => {
    const allowed = arrows[workspace.manifest.name] ?? [...byName.keys()];
    const imports = siblingImports(root, workspace, byName);
    return [
      ...checkManifest(workspace, byName, allowed),
      ...checkImports(workspace, imports, allowed),
      ...checkReferences(root, workspace, imports, byName),
    ];
  });
}

function checkManifest({ folder, manifest }, byName, allowed) {
  const problems = [];
  for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
    const sibling = byName.get(name);
    if (sibling === undefined) continue;
    if (!allowed.includes(name)) problems.push(`${folder} depends on "${name}", and no arrow leads there.`);
    if (range !== sibling.manifest.version) {
      problems.push(`${folder} asks for "${name}" ${range}, but it is ${sibling.manifest.version}.`);
    }
  }
  return problems;
}

function checkImports({ folder, manifest }, imports, allowed) {
  const problems = [];
  const runtime = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const declared = [...runtime, ...Object.keys(manifest.devDependencies ?? {})];
  for (const { file, name, isTest } of imports) {
    if (!(isTest ? declared : runtime).includes(name)) {
      problems.push(`${file} imports "${name}", which ${folder}/package.json does not declare.`);
    }
    if (!isTest && !allowed.includes(name))
      problems.push(`${file} imports "${name}", and no arrow leads there.`);
  }
  return problems;
}

function checkReferences(root, { folder }, imports, byName) {
  const path = join(root, folder, "tsconfig.json");
  if (!existsSync(path)) return [];
  const { references = [] } = JSON.parse(readFileSync(path, "utf8"));
  const referenced = references.map((one) => relative(root, join(root, folder, one.path)));
  return [...new Set(imports.map(({ name }) => byName.get(name).folder))]
    .filter((target) => existsSync(join(root, target, "tsconfig.json")) && !referenced.includes(target))
    .map((target) => `${folder}/tsconfig.json has no reference to "${target}", which its files import.`);
}

/** Every import of another workspace: the file, relative to the root, and the name; once per file. */
function siblingImports(root, { folder, manifest }, byName) {
  return sourceFiles(join(root, folder)).flatMap((path) => {
    const inside = relative(join(root, folder), path);
    const isTest = /\.test(-d)?\.tsx?$/.test(inside) || inside.startsWith("test/");
    return importedPackages(path)
      .filter((name) => byName.has(name) && name !== manifest.name)
      .map((name) => ({ file: join(folder, inside), name, isTest }));
  });
}

/** Templates are programs of other people's projects, and import what those declare. */
const NOT_SOURCES = ["node_modules", "dist", "templates"];

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_SOURCES.includes(entry.name) || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|mts|mjs|js)$/.test(entry.name) ? [path] : [];
  });
}

/** Names of the packages that a file imports, statically or by a literal `import()`. */
function importedPackages(file) {
  const text = readFileSync(file, "utf8");
  const { module } = parseSync(file, text);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? "")),
    ...module.dynamicImports.map((one) => text.slice(one.moduleRequest.start + 1, one.moduleRequest.end - 1)),
  ];
  return [...new Set(specifiers.map(packageOf))];
}

function packageOf(specifier) {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

runAsScript(import.meta, (root) => {
  const arrows = JSON.parse(readFileSync(join(root, "tools/arrows.json"), "utf8"));
  return checkArrows(root, arrows);
});
