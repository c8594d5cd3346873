import type { ProjectSize } from "@stepwell/protocol";
import type { ArtifactStore, RunStore, StoredRun, StoredSource } from "@stepwell/storage";
import type { AppContext } from "../app-context.ts";
import { createRunFileFinder } from "../files/find-run-file.ts";

/** Runs and artifact versions that are looked at, at most; the others are not counted. */
const MOST = { runs: 2_000, versions: 10_000 } as const;
const PAGE = 200;

/** Adds up what a project takes, as it was sent: run files, files of runs, and files of artifact versions. */
export async function projectSize({ ports }: AppContext, project: string): Promise<ProjectSize> {
  const { runs, fileSystem } = ports;
  const files = createRunFileFinder(runs, fileSystem);
  let [logged, saved, counted] = [0, 0, 0];
  for await (const run of runsOf(runs, project)) {
    if (counted >= MOST.runs) return done(true);
    counted += 1;
    logged += run.sources.reduce((sum, source) => sum + bytesOf(source), 0);
    saved += (await files.list(run)).reduce((sum, { size }) => sum + size, 0);
  }
  return done(false);

  async function done(isCut: boolean): Promise<ProjectSize> {
    const found = await artifactBytes(runs.artifacts, project);
    return { logged, files: saved, artifacts: found.bytes, runs: counted, cut: isCut || found.isCut };
  }
}

async function* runsOf(runs: RunStore, project: string): AsyncGenerator<StoredRun> {
  let before: number | undefined;
  for (;;) {
    const page = await runs.runs({ project, limit: PAGE, ...(before === undefined ? {} : { before }) });
    yield* page;
    before = page.at(-1)?.number;
    if (page.length < PAGE) return;
  }
}

/** A wire session has no file, and tells how much it was only when it delivers one. */
function bytesOf({ origin, position, readBytes }: StoredSource): number {
  return readBytes ?? (origin.endsWith(".wandb") ? position : 0);
}

/** Each version once, though it may be linked elsewhere too. */
async function artifactBytes(
  artifacts: ArtifactStore,
  project: string,
): Promise<{ readonly bytes: number; readonly isCut: boolean }> {
  const seen = new Set<number>();
  let bytes = 0;
  for await (const collection of all((page) => artifacts.collections({ project, ...page }), numberOf)) {
    const members = all(
      (page) => artifacts.members(collection.number, page),
      ({ version }) => version,
    );
    for await (const { artifact } of members) {
      if (seen.has(artifact)) continue;
      if (seen.size >= MOST.versions) return { bytes, isCut: true };
      seen.add(artifact);
      bytes += (await artifacts.artifact(artifact))?.size ?? 0;
    }
  }
  return { bytes, isCut: false };
}

async function* all<Item>(
  read: (page: { limit: number; after?: number }) => Promise<readonly Item[]>,
  placeOf: (item: Item) => number,
): AsyncGenerator<Item> {
  let after: number | undefined;
  for (;;) {
    const page = await read({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = placeOf(last);
  }
}

function numberOf({ number }: { readonly number: number }): number {
  return number;
}
