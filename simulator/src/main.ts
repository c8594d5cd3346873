import { availableParallelism } from "node:os";
import { readArguments } from "./read-arguments.ts";
import type { Arguments } from "./read-arguments.ts";
import { describeFailure, summaryLine } from "./report.ts";
import { runSeeds } from "./seed-pool.ts";
import type { Outcome } from "./simulate.ts";

const SHOWN_FAILURES = 20;
const PROGRESS_MS = 500;

/** `npm run sim`: simulates seeds and ends with how many of them passed. */
async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2), availableParallelism());
  const began = performance.now();
  const failures: Outcome[] = [];
  let passed = 0;
  let shownMs = 0;

  function onOutcome(outcome: Outcome): void {
    if (outcome.wrong.length === 0) passed += 1;
    else {
      failures.push(outcome);
      if (!args.json && failures.length <= SHOWN_FAILURES) say(`${describeFailure(outcome, args.bug)}\n`);
    }
    if (!args.json && args.seeds === 1 && outcome.wrong.length === 0)
      say(`trace ${outcome.hash}, ${outcome.events} events\n`);
    if (process.stderr.isTTY && performance.now() - shownMs > PROGRESS_MS) {
      shownMs = performance.now();
      process.stderr.write(
        `\r${passed + failures.length} of ${args.seeds} seeds, ${failures.length} failed `,
      );
    }
  }

  await runSeeds({ ...args, onOutcome });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const seconds = (performance.now() - began) / 1000;
  const counts = { passed, failed: failures.length, skipped: 0 };
  say(args.json ? `${json(args, { counts, seconds, failures })}\n` : `${pace(args.seeds, seconds)}\n`);
  say(`${summaryLine(counts)}\n`);
  return failures.length === 0 ? 0 : 1;
}

function json(
  { first, seeds, bug }: Arguments,
  { counts, seconds, failures }: { counts: object; seconds: number; failures: readonly Outcome[] },
): string {
  return JSON.stringify({
    first,
    seeds,
    ...(bug === undefined ? {} : { bug }),
    ...counts,
    seconds,
    failures,
  });
}

function pace(seeds: number, seconds: number): string {
  return `${seeds} seeds in ${seconds.toFixed(1)} s, ${(seeds / seconds).toFixed(1)} a second`;
}

function say(text: string): void {
  process.stdout.write(text);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
