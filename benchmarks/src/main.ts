import type { Figure } from "./figure.ts";
import { ingestBench } from "./ingest-bench.ts";
import { logBench } from "./log-bench.ts";
import { printTable } from "./print-table.ts";
import { queryBench } from "./query-bench.ts";

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  log: logBench,
  ingest: ingestBench,
  query: queryBench,
};

const [name = "", ...flags] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined || flags.some((flag) => flag !== "--json")) {
  const names = Object.keys(benches).join("|");
  console.error(
    `[bench] Failed to start "${process.argv.slice(2).join(" ")}". Use "npm run bench -- <${names}> [--json]".`,
  );
  process.exitCode = 2;
} else {
  const figures = await bench();
  if (flags.includes("--json")) for (const figure of figures) console.log(JSON.stringify(figure));
  else console.log(printTable(figures));
}
