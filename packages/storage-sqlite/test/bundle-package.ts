import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

/**
 * Builds the package's entry and its threads as JavaScript, because a worker can't load TypeScript on Node 20.
 * Returns the entry's path and a way to remove what was built. It lies below the package, so that the driver is found.
 */
export async function bundlePackage(name: string): Promise<{ entry: string; remove: () => void }> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const folder = `${root}node_modules/.built-for-tests/${name}-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  await build({
    input: {
      "open-sqlite-storage": `${root}src/open-sqlite-storage.ts`,
      backup: `${root}src/index.ts`,
      "threads/writer-thread": `${root}src/threads/writer-thread.ts`,
      "threads/reader-thread": `${root}src/threads/reader-thread.ts`,
      "threads/copy-thread": `${root}src/threads/copy-thread.ts`,
    },
    platform: "node",
    external: ["@photostructure/sqlite"],
    resolve: { conditionNames: ["@stepwell/source", "node", "import"] },
    output: { dir: folder, format: "esm", entryFileNames: "[name].js" },
    logLevel: "silent",
  });
  return {
    entry: `${folder}/open-sqlite-storage.js`,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
