import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["STEPWELL_URL"] ?? "http://127.0.0.1:8765";

// What pages share comes in a few files: each is a request, and a browser makes six at a time.
const sharedCode = {
  name: "shared",
  minShareCount: 2,
  entriesAware: true,
  entriesAwareMergeThreshold: 10_000,
};

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
        codeSplitting: { groups: [sharedCode] },
        // The names of shared files list who shares them.
        chunkFileNames: ({ name }) => `assets/${name.startsWith("shared") ? "shared" : "[name]"}-[hash].js`,
      },
    },
  },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
});
