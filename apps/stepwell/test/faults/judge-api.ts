import type { KnownRun, Ledger } from "./acknowledgements.ts";
import { consoleText, eventsRow, fileText, historyRow } from "./fault-content.ts";
import type { Caller } from "./fault-content.ts";
import { VERSION_FILE } from "./fault-artifact.ts";
import { PROJECT } from "./fault-run.ts";
import { readVersion } from "../crash/judge-artifact.ts";

type Facts = Readonly<Record<string, unknown>>;

const MOST_LINES = 10_000;

/** What a server lacks of what was acknowledged, or has and was not, or has twice, as sentences. */
export async function judgeApi(url: string, { runs, artifacts, wrong }: Ledger): Promise<readonly string[]> {
  const problems: string[] = [...wrong];
  for (const [id, run] of runs) {
    const found = await judgeRun(`${url}/api/runs/${PROJECT}/${id}`, id, run);
    problems.push(...found.map((problem) => `${id} (${run.caller}): ${problem}`));
  }
  for (const [name, count] of artifacts) problems.push(...(await judgeArtifact(url, name, count)));
  return problems;
}

async function judgeRun(base: string, id: string, run: KnownRun): Promise<readonly string[]> {
  const reply = await fetch(base);
  if (run.isDeleted) return reply.status === 404 ? [] : [`it was deleted, and is there (${reply.status})`];
  if (!reply.ok) return [`it is not there (${reply.status})`];
  const detail = ((await reply.json()) as { run: Facts }).run;
  const status = run.exitCode === 0 ? "finished" : "failed";
  const caller = run.caller as Caller;
  return [
    ...(await judgeRows(`${base}/rows`, run.history, (i) => historyRow(id, caller, i))),
    ...(await judgeRows(`${base}/rows?stream=events`, run.events, (i) => eventsRow(id, i))),
    ...(await judgeConsole(base, id, run.console)),
    ...(await judgeFiles(base, id, run.files)),
    ...differs("summary", (detail["summary"] as Facts)["mark"], run.summary),
    ...differs("config", (detail["config"] as Facts)["mark"], run.config),
    ...(run.notes === 0
      ? []
      : [
          ...differs("notes", detail["notes"], `notes ${run.notes}`),
          ...differs("name", detail["name"], `name ${run.notes}`),
          ...differs("tags", detail["tags"], [`tag-${run.notes}`]),
        ]),
    ...differs("status", detail["status"], status),
    ...differs("damage", detail["damage"], []),
  ];
}

async function judgeRows(
  address: string,
  acknowledged: ReadonlySet<number>,
  rowOf: (i: number) => Facts,
): Promise<readonly string[]> {
  const text = await (await fetch(address)).text();
  const counts = new Map<number, number>();
  const problems: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const { row } = JSON.parse(line) as { row: Facts };
    const i = Number(row["i"] ?? row["e"]);
    counts.set(i, (counts.get(i) ?? 0) + 1);
    for (const [key, value] of Object.entries(rowOf(i))) {
      if (JSON.stringify(row[key]) !== JSON.stringify(value))
        problems.push(`row ${i} has "${key}" ${JSON.stringify(row[key])?.slice(0, 80)}`);
    }
  }
  const where = address.includes("events") ? "events" : "history";
  for (const [i, count] of counts) {
    if (count > 1) problems.push(`row ${i} of ${where} is there ${count} times`);
    if (!acknowledged.has(i)) problems.push(`row ${i} of ${where} was never acknowledged`);
  }
  for (const i of acknowledged) if (!counts.has(i)) problems.push(`row ${i} of ${where} is lost`);
  return problems;
}

async function judgeConsole(
  base: string,
  id: string,
  acknowledged: ReadonlySet<number>,
): Promise<readonly string[]> {
  const reply = await fetch(`${base}/console?from=0&limit=${MOST_LINES}`);
  const { lines } = (await reply.json()) as { lines: readonly { number: number; text: string }[] };
  const problems = lines.flatMap(({ number, text }) =>
    text === consoleText(id, number) ? [] : [`console line ${number} is "${text}"`],
  );
  return [...problems, ...differs("number of console lines", lines.length, acknowledged.size)];
}

async function judgeFiles(
  base: string,
  id: string,
  files: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const [name, version] of files) {
    const path = name.split("/").map(encodeURIComponent).join("/");
    const reply = await fetch(`${base}/files/${path}`);
    const text = await reply.text();
    if (!reply.ok || text !== fileText(id, name, version))
      problems.push(`file "${name}" is not its version ${version} (${reply.status}, "${text.slice(0, 80)}")`);
  }
  return problems;
}

/** All versions with their content, and no more of them. */
async function judgeArtifact(url: string, name: string, count: number): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let version = 0; version < count; version++) {
    const found = await readVersion(url, PROJECT, `${name}:v${version}`);
    if (typeof found === "string") problems.push(found);
    else if (found.get(VERSION_FILE) !== fileText(name, VERSION_FILE, version))
      problems.push(`version ${version} of the artifact "${name}" has another content`);
  }
  const more = await readVersion(url, PROJECT, `${name}:v${count}`);
  if (typeof more !== "string") problems.push(`the artifact "${name}" has more than ${count} versions`);
  return problems;
}

function differs(what: string, found: unknown, expected: unknown): readonly string[] {
  return JSON.stringify(found) === JSON.stringify(expected)
    ? []
    : [`its ${what}: ${JSON.stringify(expected)} was acknowledged, and ${JSON.stringify(found)} is there`];
}
