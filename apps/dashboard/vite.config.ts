import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["STEPWELL_URL"] ?? "http://127.0.0.1:8765";

export default defineConfig({
  base: "/",
  plugins: [react()],
  resolve: { conditions: ["@stepwell/source", "module", "browser", "development|production"] },
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { "/api": { target: server, changeOrigin: false } } },
});
