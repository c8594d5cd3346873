import { defineConfig } from "vitest/config";

const patience = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 10_000 } } };

// One file at a time: tests of how soon something is on screen must not share the processor.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    pool: "forks",
    maxWorkers: 1,
    reporters: ["verbose", ["../tools/summary-reporter.ts", { name: "e2e" }]],
    projects: [
      { test: { ...patience, name: "pages", include: ["src/*.test.ts"] } },
      {
        test: {
          ...patience,
          name: "journeys",
          include: ["src/journeys/*.test.ts"],
          globalSetup: ["src/seeded/seeded-setup.ts"],
        },
      },
    ],
  },
});
