import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["STEPWELL_URL"] ?? "http://127.0.0.1:8765";

// What pages share comes in a few files: each is a request, and a browser makes six at a time.
const sharedCode = {
  name: "shared",
  minShareCount: 2,
  entriesAware: true,
  entriesAwareMergeThreshold: 1_500,
};

// A small hook of the list of projects: in a file with the viewers of media it would bring them along.
const nearCode = { ...sharedCode, name: "shared-near", test: /\/src\/lib\/use-near-viewport/, priority: 0.5 };

// What every page begins with comes in one file, and nothing in it that only some pages have.
const frameCode = {
  name: (id: string, context: FrameContext): string | null => {
    frame ??= importedBy(join(import.meta.dirname, "src/main.tsx"), context);
    return frame.has(id) ? "frame" : null;
  },
  priority: 1,
};
let frame: ReadonlySet<string> | undefined;

interface FrameContext {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

function importedBy(entry: string, context: FrameContext): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

export default defineConfig({
  base: "/",
  plugins: [react()],
  resolve: { conditions: ["@stepwell/source", "module", "browser", "development|production"] },
  build: {
    target: "es2022",
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [frameCode, nearCode, sharedCode] },
        // The names of shared files list who shares them.
        chunkFileNames: ({ name }) => `assets/${name.startsWith("shared") ? "shared" : "[name]"}-[hash].js`,
      },
    },
  },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
});
