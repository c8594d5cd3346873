import type { Reporter, TestModule } from "vitest/node";

/** Prints the one line that scripts read: `vitest: N passed, N failed, N skipped`. `name` replaces the word. */
export default class SummaryReporter implements Reporter {
  readonly #name: string;

  constructor(options: { name?: string } = {}) {
    this.#name = options.name ?? "vitest";
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      // A file that did not even load has no tests, and must not look like success.
      if (module.state() === "failed" && module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        if (state === "passed" || state === "failed" || state === "skipped") counts[state] += 1;
      }
    }
    process.stdout.write(
      `${this.#name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
    );
  }
}
