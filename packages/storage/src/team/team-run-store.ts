import { runStoreError } from "../run-store-error.ts";
import type { RunQuery, RunStore, StoredRun, StoredSource, UploadedFile } from "../run-store.ts";
import { teamArtifactStore } from "./team-artifact-store.ts";
import { teamNames } from "./team-names.ts";
import { teamRunQueries } from "./team-run-queries.ts";
import { teamViewStore } from "./team-view-store.ts";

/** Runs that are known to be the team's, so that they need not be read to tell; a run never leaves its team. */
const MAX_KNOWN = 100_000;

/** Runs that one page of the shared store is asked for at least, since most may be another team's. */
const LEAST_PAGE = 200;

/**
 * A team's view of a store that several teams share: all that it gives and takes is the team's, under the team's own
 * names, and nothing else is there. `team` is a name without slashes; undefined for the first team. Closing the view leaves the store open.
 */
export function teamRunStore(shared: RunStore, team: string | undefined): RunStore {
  const names = teamNames(team);
  const known = new Set<number>();
  let closed = false;
  const store = (): RunStore => {
    if (closed) throw runStoreError.closed();
    return shared;
  };

  const sourceOf = (source: StoredSource): StoredSource => ({
    ...source,
    id: names.own(source.id) ?? source.id,
  });
  const runOf = (run: StoredRun | undefined): StoredRun | undefined => {
    const project = run && names.own(run.project);
    if (run === undefined || project === undefined) return undefined;
    if (known.size >= MAX_KNOWN) known.clear();
    known.add(run.number);
    return { ...run, project, sources: run.sources.map(sourceOf) };
  };
  const owned = async (number: number): Promise<StoredRun | undefined> => runOf(await store().run(number));
  const isOwn = async (number: number): Promise<boolean> =>
    known.has(number) || (await owned(number)) !== undefined;
  const existing = async (number: number): Promise<void> => {
    if (!(await isOwn(number))) throw runStoreError.noRun(number);
  };

  async function runs(query: RunQuery): Promise<readonly StoredRun[]> {
    if (query.project !== undefined) {
      const found = await store().runs({ ...query, project: names.stored(query.project) });
      return found.map((run) => runOf(run) as StoredRun);
    }
    const found: StoredRun[] = [];
    const limit = Math.max(query.limit, LEAST_PAGE);
    let page: readonly StoredRun[] = [];
    do {
      const before = page.at(-1)?.number ?? query.before;
      page = await store().runs({ ...query, limit, ...(before === undefined ? {} : { before }) });
      for (const run of page) {
        const own = runOf(run);
        if (own !== undefined && found.length < query.limit) found.push(own);
      }
    } while (page.length === limit && found.length < query.limit);
    return found;
  }

  return {
    async projects() {
      const all = await store().projects();
      return all.flatMap((project) => {
        const name = names.own(project.name);
        return name === undefined ? [] : [{ ...project, name }];
      });
    },
    saveProject: async (project) => store().saveProject({ ...project, name: names.stored(project.name) }),
    async project(name) {
      const found = await store().project(names.stored(name));
      return found && { ...found, name: names.own(found.name) ?? name };
    },
    removeProject: async (name) => store().removeProject(names.stored(name)),
    renameProject: async (from, to) => store().renameProject(names.stored(from), names.stored(to)),
    async moveRun(number, project) {
      await existing(number);
      return store().moveRun(number, names.stored(project));
    },
    async formerNames() {
      const all = await store().formerNames();
      return all.flatMap((former) => {
        const [project, current] = [names.own(former.project), names.own(former.current)];
        return project === undefined || current === undefined ? [] : [{ ...former, project, current }];
      });
    },
    async openRun(project, runId, nowMs) {
      return runOf(await store().openRun(names.stored(project), runId, nowMs)) as StoredRun;
    },
    run: owned,
    findRun: async (project, runId) => runOf(await store().findRun(names.stored(project), runId)),
    runs,
    definitions: async (project, numbers) => store().definitions(names.stored(project), numbers),
    async update(number, update) {
      await existing(number);
      await store().update(number, update);
    },
    async saveSource(number, source, console) {
      await existing(number);
      await store().saveSource(number, { ...source, id: names.stored(source.id) }, console);
    },
    async addUploads(number, source, files) {
      await existing(number);
      await store().addUploads(number, names.stored(source), files);
    },
    async uploads(number, paths) {
      return (await isOwn(number)) ? store().uploads(number, paths) : new Map<string, UploadedFile>();
    },
    async removeUploads(number, paths) {
      await existing(number);
      await store().removeUploads(number, paths);
    },
    async findSource(id) {
      const found = await store().findSource(names.stored(id));
      return typeof found === "object" ? { run: found.run, source: sourceOf(found.source) } : found;
    },
    async console(number, page) {
      return (await isOwn(number)) ? store().console(number, page) : [];
    },
    async consoleLength(number) {
      return (await isOwn(number)) ? store().consoleLength(number) : 0;
    },
    async remove(number) {
      if (await isOwn(number)) await store().remove(number);
    },
    runNumbers: async (wanted) =>
      store().runNumbers(wanted.map(({ project, runId }) => ({ project: names.stored(project), runId }))),
    // Teams share their blobs.
    unnamed: async (addresses) => store().unnamed(addresses),
    wasRemoved: async (project, runId) => store().wasRemoved(names.stored(project), runId),
    queries: teamRunQueries(store, names),
    artifacts: teamArtifactStore(store, names),
    views: teamViewStore(store, names),
    get accounts() {
      return store().accounts;
    },
    async close() {
      closed = true;
    },
  };
}
