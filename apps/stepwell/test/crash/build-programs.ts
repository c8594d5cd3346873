import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

/** Programs as JavaScript, with what they start beside them. */
export interface Programs {
  /** The command `stepwell`. */
  readonly command: string;
  /** The program that was named; without a name, the command once more. */
  readonly child: string;
  remove(): Promise<void>;
}

/**
 * Builds the command and a program of a test, each with its threads, since a thread can't load TypeScript on
 * Node 20. They lie inside the workspace, so that libraries are found.
 */
export async function buildPrograms(name: string, child?: URL): Promise<Programs> {
  const app = fileURLToPath(new URL("../..", import.meta.url));
  const root = fileURLToPath(new URL("../../../..", import.meta.url));
  const folder = `${app}node_modules/.built-for-tests/${name}-${process.pid}`;
  await mkdir(folder, { recursive: true });
  await build({
    input: {
      command: `${app}src/main.ts`,
      child: child === undefined ? `${app}src/main.ts` : fileURLToPath(child),
      "sync-thread": `${root}packages/core/src/node/sync-thread.ts`,
      "threads/writer-thread": `${root}packages/storage-sqlite/src/threads/writer-thread.ts`,
      "threads/reader-thread": `${root}packages/storage-sqlite/src/threads/reader-thread.ts`,
      "threads/copy-thread": `${root}packages/storage-sqlite/src/threads/copy-thread.ts`,
    },
    platform: "node",
    external: ["@photostructure/sqlite"],
    resolve: { conditionNames: ["@stepwell/source", "node", "import"] },
    output: { dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    logLevel: "silent",
  });
  return {
    command: `${folder}/command.js`,
    child: `${folder}/child.js`,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
