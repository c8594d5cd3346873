import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

// Every program that logs pays for loading the core at its start, and it pays by the file: eleven fewer were 14 ms less of
// processor time, where their bytes hardly count. So the door of Node leads to a bundle of the modules that tsc has
// written; what is imported on demand stays apart. The types, the other doors and the sources are the modules themselves.
const dist = join(import.meta.dirname, "dist");
const folder = join(dist, "bundle");
const door = join(dist, "node/index.js");

rmSync(folder, { recursive: true, force: true });
await bundleOf("door", door);
// The files that are started as threads and processes lie beside the code that starts them. Each is a bundle of its own:
// modules that it shared with the door would be further files, and the door had to load them as well.
await bundleOf("sync-thread", join(dist, "node/sync-thread.js"));
await bundleOf("helper-process", join(dist, "node/ambient/helper-process.js"));
// Whoever hands on a copy hands on its licence.
const hashes = dirname(createRequire(import.meta.url).resolve("@noble/hashes/utils.js"));
copyFileSync(join(hashes, "LICENSE"), join(folder, "noble-hashes.LICENSE"));
// The door gets names for the files that are loaded on demand; they are nobody else's.
const names = Object.keys(await import(pathToFileURL(door).href));
writeFileSync(join(folder, "index.js"), `export { ${names.join(", ")} } from "./door.js";\n`);

/** Writes `entry` and all that is loaded with it as one file called `name`, and what it loads on demand as files beside it. */
async function bundleOf(name, entry) {
  let atOnce;
  const bundle = await rolldown({
    input: { [name]: entry },
    platform: "node",
    // What it takes to have modules in a file of their choice.
    preserveEntrySignatures: "allow-extension",
    // Other packages stay outside but for our own, which are a third of the modules, and the hashes, five files for two
    // functions.
    external: (id) => !/^([./#]|@stepwell\/|@noble\/hashes\/)/.test(id),
    resolve: { conditionNames: ["node", "import", "default"] },
  });
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: name === "door" ? "[name].js" : `${name}.[name].js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [
        {
          name: (id, context) => ((atOnce ??= closureOf(entry, context)).has(id) ? name : null),
          debugName: name,
        },
      ],
    },
  });
  await bundle.close();
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
