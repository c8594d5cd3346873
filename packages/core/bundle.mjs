import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

// Node loads 300 small modules in 150 ms and the same code in a few files in 50 (two busy cores), and every program that
// logs pays for it at its start. So the door of Node leads to a bundle of the modules that tsc has written; what is
// imported on demand stays apart. The types, the other doors and the sources are the modules themselves.
const dist = join(import.meta.dirname, "dist");
const folder = join(dist, "bundle");

// The files that are started as threads and processes lie beside the code that starts them.
const threads = {
  "sync-thread": join(dist, "node/sync-thread.js"),
  "helper-process": join(dist, "node/ambient/helper-process.js"),
};
const door = join(dist, "node/index.js");
let own;

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: { door, ...threads },
  platform: "node",
  // What it takes to have modules in a file of their choice. The door gets names for the other files.
  preserveEntrySignatures: "allow-extension",
  // Other packages stay outside but for our own, which are a third of the modules.
  external: (id) =>
    !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("#") && !id.startsWith("@stepwell/"),
  resolve: { conditionNames: ["node", "import", "default"] },
});
await bundle.write({
  dir: folder,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: groupOf, debugName: "core" }] },
});
await bundle.close();
const names = Object.keys(await import(pathToFileURL(door).href));
writeFileSync(join(folder, "index.js"), `export { ${names.join(", ")} } from "./door.js";\n`);

/** What the door alone loads is one file, however many parts that are loaded later share it. */
function groupOf(id, context) {
  return ownModules(context).has(id) ? "core" : null;
}

function ownModules(context) {
  if (own !== undefined) return own;
  own = closureOf(door, context);
  for (const thread of Object.values(threads)) for (const id of closureOf(thread, context)) own.delete(id);
  return own;
}

/** The modules that are loaded with `entry`. */
function closureOf(entry, context) {
  const found = new Set();
  const visit = (id) => {
    if (found.has(id)) return;
    found.add(id);
    for (const next of context.getModuleInfo(id)?.importedIds ?? []) visit(next);
  };
  visit(entry);
  return found;
}
