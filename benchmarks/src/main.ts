import type { Figure } from "./figure.ts";
import { printTable } from "./print-table.ts";

// Loaded one at a time: none pays for what another one imports.
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  import: async () => (await import("./import-bench.ts")).importBench(),
  log: async () => (await import("./log-bench.ts")).logBench(),
  live: async () => (await import("./live-bench.ts")).liveBench(),
  memory: async () => (await import("./memory-bench.ts")).memoryBench(),
  ingest: async () => (await import("./ingest-bench.ts")).ingestBench(),
  runs: async () => (await import("./runs-bench.ts")).runsBench(),
  export: async () => (await import("./export-bench.ts")).exportBench(),
  overhead: async () => [
    ...(await (await import("./overhead-bench.ts")).overheadBench()),
    ...(await (await import("./overhead-onnx.ts")).onnxOverhead()),
  ],
  page: async () => (await import("./page-bench.ts")).pageBench(),
  query: async () => (await import("./query-bench.ts")).queryBench(),
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
