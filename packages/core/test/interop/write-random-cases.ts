import { writeFileSync } from "node:fs";
import { randomCases } from "./random-cases.ts";
import { randomTables } from "./random-tables.ts";

// Usage: node write-random-cases.mjs cases.json seed count; a quarter as many come with tables
const [file = "", seed = "", count = ""] = process.argv.slice(2);
const cases = randomCases(Number(seed), Number(count));
const tables = randomTables(Number(seed), Math.ceil(Number(count) / 4));
writeFileSync(file, JSON.stringify([...cases, ...tables]));
