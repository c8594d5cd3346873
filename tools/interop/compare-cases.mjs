import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runPython } from "./python-client.mjs";
import { runTypeScript } from "./run-typescript.mjs";

const RANDOM_CASES = 200;
/** The same in every run: a difference that another seed finds is news, and no reason why a change should wait. */
const SEED = 20_261_122;
const LONGEST_PROBLEM = 400;

/**
 * Every recorded case, and random ones beside them, logged by the official client (offline) and by us, and compared.
 * Returns one entry a case: `parts` says where it came out differently, `reason` why that is on purpose, `stuck` that the
 * official client came to no end.
 */
export async function compareCases({ root, work, home, python }) {
  const seed = Number(process.env["STEPWELL_SEED"] ?? SEED);
  console.log(`Random cases come from the seed ${seed}; STEPWELL_SEED=<number> makes others.`);
  const random = join(work, "random-cases.json");
  await runTypeScript(root, "packages/core/test/interop/write-random-cases.ts", [
    random,
    String(seed),
    String(RANDOM_CASES),
  ]);
  const folder = join(root, "packages/conformance/cases");
  const recorded = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const files = [...recorded.map((name) => join(folder, name)), random];
  const official = join(work, "official.json");
  const script = join(root, "tools/interop/official_cases.py");
  const { code, stderr } = await runPython(python.python, [script, official, ...files], { folder: home });
  if (code !== 0) throw new Error(`The official client could not make the calls:\n${stderr.slice(-2000)}`);
  const compared = join(work, "compared.json");
  await runTypeScript(root, "packages/core/test/interop/compare-cases.ts", [compared, official, ...files]);
  return JSON.parse(readFileSync(compared, "utf8"));
}

/** The table of what was compared, one line an area. */
export function tableOfAreas(compared) {
  const areas = [...new Set(compared.map(({ area }) => area))];
  const lines = areas.map((area) => {
    const cases = compared.filter((one) => one.area === area);
    const stuck = cases.filter((one) => one.stuck).length;
    const equal = cases.filter((one) => isEqual(one)).length - stuck;
    const onPurpose = cases.filter((one) => !isEqual(one) && one.reason !== undefined).length;
    return [area, cases.length, equal, onPurpose, stuck, cases.length - equal - onPurpose - stuck];
  });
  const sums = [1, 2, 3, 4, 5].map((column) => lines.reduce((sum, line) => sum + line[column], 0));
  const rows = [
    ["area", "cases", "equal", "on purpose", "no answer", "different"],
    ...lines,
    ["all", ...sums],
  ];
  return rows.map(
    ([name, ...numbers]) =>
      `${name.padEnd(14)}${numbers.map((number) => String(number).padStart(12)).join("")}`,
  );
}

/** What is wrong: a difference that nobody wants, or one that is listed and does not show. */
export function problemsOf(compared) {
  return compared.flatMap(({ id, title, parts, reason }) => {
    const found = Object.values(parts).flat();
    if (found.length > 0 && reason === undefined)
      return [`${id} (${title}): ${found.slice(0, 3).join("; ").slice(0, LONGEST_PROBLEM)}`];
    if (found.length === 0 && reason !== undefined)
      return [`${id} (${title}) is listed as different and is not.`];
    return [];
  });
}

function isEqual({ parts }) {
  return Object.keys(parts).length === 0;
}
