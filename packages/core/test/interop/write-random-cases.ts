import { writeFileSync } from "node:fs";
import { randomCases } from "./random-cases.ts";
import { randomTables } from "./random-tables.ts";

// Usage: node write-random-cases.mjs cases.json seed count
const [file = "", seed = "", count = ""] = process.argv.slice(2);
writeFileSync(
  file,
  JSON.stringify([...randomCases(Number(seed), Number(count)), ...randomTables(Number(seed), Number(count))]),
);
