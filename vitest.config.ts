import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@stepwell/source", "module", "node", "development|production"];

const tests = ["{packages,apps,examples,tools,benchmarks,simulator,site}/**/*.test.{ts,tsx}"];
const never = ["**/node_modules/**", "**/dist/**"];
/** They put something in the place of the process's own fetch. */
const alone = ["packages/mock/src/msw/*.test.ts", "packages/mock/test/*.test.ts"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      // A process for each file takes three times as long: 42 s instead of 15 for the 102 files of the page.
      {
        extends: true,
        test: { name: "shared", include: tests, exclude: [...never, ...alone], isolate: false },
      },
      { extends: true, test: { name: "alone", include: alone, exclude: never } },
    ],
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
