import { createHash } from "node:crypto";
import { crashRow, longText, pageText } from "./crash-row.ts";
import type { Manner } from "./crash-row.ts";
import { readReferred, readVersion } from "./judge-artifact.ts";
import type { Heard } from "./kill-child.ts";

type Facts = Readonly<Record<string, unknown>>;

export interface JudgedRun {
  readonly id: string;
  /** The run's own. */
  readonly seed: number;
  readonly manner: Manner;
  readonly heard: Heard;
}

/** What a server lacks of what a killed program had acknowledged, or has twice, as sentences; and how many rows it has. */
export async function judgeRun(
  url: string,
  run: JudgedRun,
): Promise<{ rows: number; files: number; problems: readonly string[] }> {
  const { id, heard } = run;
  const base = `${url}/api/runs/crash/${id}`;
  const reply = await fetch(base);
  if (reply.status === 404) {
    const isNothing = heard.rows + heard.summary + heard.config + heard.artifacts === 0;
    return { rows: 0, files: 0, problems: isNothing ? [] : [`${id}: the server does not know it`] };
  }
  const detail = ((await reply.json()) as { run: Facts }).run;
  const text = await (await fetch(`${base}/rows`)).text();
  const rows = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { row: Facts }).row);
  const problems: string[] = [];
  if (rows.length < heard.rows)
    problems.push(`${heard.rows} rows were acknowledged, ${rows.length} are there`);
  let files = 0;
  for (const [index, row] of rows.entries()) {
    const wrong = rowProblem(run, row, index);
    if (wrong !== undefined) problems.push(wrong);
    for (const file of filesIn(row["media"])) {
      files += 1;
      problems.push(...(await fileProblems(base, file, run, index)));
    }
    if (row["kind"] === "table") problems.push(...(await tableArtifactProblems(url, row["media"], index)));
  }
  problems.push(...(await artifactProblems(url, run)));
  problems.push(...markProblems("summary", detail["summary"] as Facts, heard.summary));
  problems.push(...markProblems("config", detail["config"] as Facts, heard.config));
  if (heard.isOver && detail["status"] !== "finished")
    problems.push(`its end was acknowledged, and it is "${String(detail["status"])}"`);
  if ((detail["damage"] as readonly unknown[]).length > 0)
    problems.push(`it has damage: ${JSON.stringify(detail["damage"])}`);
  return { files, rows: rows.length, problems: problems.map((problem) => `${id}: ${problem}`) };
}

function rowProblem({ manner, seed }: JudgedRun, row: Facts, index: number): string | undefined {
  const { kind, before } = crashRow(manner, seed, index);
  const expected: Record<string, unknown> = {
    ...before,
    i: index,
    kind,
    loss: 1 / (index + 1),
    nested: { square: index * index },
    _step: index,
    ...(kind === "text" ? { text: longText(index) } : {}),
    ...(kind === "list" ? { list: [index, index + 1, "…"] } : {}),
  };
  for (const [key, value] of Object.entries(expected)) {
    if (JSON.stringify(row[key]) !== JSON.stringify(value))
      return `row ${index} has "${key}" ${JSON.stringify(row[key])?.slice(0, 100)}`;
  }
  const hasMedia = !["numbers", "parts", "text", "list", "histogram"].includes(kind);
  if (hasMedia && row["media"] === undefined) return `row ${index} (${kind}) has no media`;
  return undefined;
}

interface NamedFile {
  readonly path: string;
  readonly sha256: string | undefined;
  readonly size: number | undefined;
}

/** The files that a logged value names; a gallery names them without their hashes. */
function filesIn(media: unknown): readonly NamedFile[] {
  if (typeof media !== "object" || media === null) return [];
  const { path, sha256, size, filenames } = media as Facts;
  if (Array.isArray(filenames))
    return filenames.map((name) => ({ path: String(name), sha256: undefined, size: undefined }));
  return typeof path === "string" ? [{ path, sha256: String(sha256), size: Number(size) }] : [];
}

async function fileProblems(
  base: string,
  { path, sha256, size }: NamedFile,
  { seed }: JudgedRun,
  index: number,
): Promise<readonly string[]> {
  const reply = await fetch(`${base}/files/${path}`);
  if (!reply.ok) return [`"${path}" of row ${index} is not there (${reply.status})`];
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const hash = createHash("sha256").update(bytes).digest("hex");
  // The name of a media file holds the first digits of its hash.
  if (
    hash !== (sha256 ?? hash) ||
    !path.includes(hash.slice(0, 20)) ||
    bytes.length !== (size ?? bytes.length)
  )
    return [`"${path}" of row ${index} has another content`];
  const text = new TextDecoder().decode(bytes);
  if (path.endsWith(".html") && !text.includes(pageText(seed, index)))
    return [`"${path}" of row ${index} shows another page`];
  if (path.endsWith(".table.json")) return tableProblems(JSON.parse(text) as Facts, index);
  return [];
}

function tableProblems({ data }: Facts, index: number): readonly string[] {
  const expected = [[index, `row ${index}`, "Image"]];
  return JSON.stringify(data) === JSON.stringify(expected)
    ? []
    : [`the table of row ${index} has other rows`];
}

/** The artifact of a table has its picture, which the file of the run lacks. */
async function tableArtifactProblems(url: string, media: unknown, index: number): Promise<readonly string[]> {
  const { artifact_path: reference } = (media ?? {}) as Facts;
  if (typeof reference !== "string") return [`the table of row ${index} names no artifact`];
  const found = await readReferred(url, reference);
  if (typeof found === "string") return [`row ${index}: ${found}`];
  const table = JSON.parse(found.get("media.table.json") ?? "{}") as { data?: readonly Facts[][] };
  const picture = table.data?.[0]?.[2]?.["path"];
  return typeof picture === "string" && found.has(picture)
    ? []
    : [`the artifact of the table of row ${index} has no picture`];
}

async function artifactProblems(url: string, { id, heard }: JudgedRun): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let version = 0; version < heard.artifacts; version++) {
    const found = await readVersion(url, "crash", `of-${id}:v${version}`);
    if (typeof found === "string") problems.push(found);
    else if (found.get("version.txt") !== `version ${version}`)
      problems.push(`version ${version} of its artifact is another one`);
  }
  return problems;
}

function markProblems(place: string, facts: Facts, heard: number): readonly string[] {
  const mark = Number(facts["mark"] ?? 0);
  return mark >= heard ? [] : [`${heard} was set in its ${place}, and ${mark} is there`];
}
