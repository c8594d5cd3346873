import { defineConfig } from "vite";

export default defineConfig({
  build: { chunkSizeWarningLimit: 5000 },
  // Vite's development server bundles packages away from their workers, unless it is told not to.
  optimizeDeps: {
    exclude: ["@stepwell/core"],
    include: ["@stepwell/core > jpeg-js", "@stepwell/core > gifenc"],
  },
});
