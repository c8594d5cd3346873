import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

// Node loads 300 small modules in 150 ms and the same code in a few files in 50 (two busy cores), and every program that
// logs pays for it at its start. So the door of Node leads to a bundle of the modules that tsc has written; what is
// imported on demand stays apart. The types, the other doors and the sources are the modules themselves.
const dist = join(import.meta.dirname, "dist");
const folder = join(dist, "bundle");

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  // The files that are started as threads and processes lie beside the code that starts them.
  input: {
    index: join(dist, "node/index.js"),
    "sync-thread": join(dist, "node/sync-thread.js"),
    "helper-process": join(dist, "node/ambient/helper-process.js"),
  },
  platform: "node",
  // Other packages stay outside but for our own, which are a third of the modules.
  external: (id) =>
    !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("#") && !id.startsWith("@stepwell/"),
  resolve: { conditionNames: ["node", "import", "default"] },
});
await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
await bundle.close();
