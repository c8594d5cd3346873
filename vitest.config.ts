import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@stepwell/source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,apps,examples,tools,benchmarks,simulator,site}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    pool: "forks",
    // Vitest leaves one core to itself, which is half of a machine with two; it needs little of it.
    maxWorkers: availableParallelism(),
    // The suites of our tfjs packages, on the real TensorFlow.
    setupFiles: process.env["STEPWELL_TFJS"] === "node" ? ["./tools/interop/on-tfjs-node.mjs"] : [],
    // A test that hangs fails; one that shares a busy machine with hundreds of others does not.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ["default", "./tools/summary-reporter.ts"],
  },
});
