import type { ConsoleLine } from "@stepwell/runlog";
import { createMemoryAccounts } from "./memory-account-store.ts";
import { createMemoryArtifacts } from "./memory-artifact-store.ts";
import { createMemoryRunQueries } from "./memory-run-queries.ts";
import { createMemoryViews } from "./memory-view-store.ts";
import { editedState } from "../edited-state.ts";
import { nextColor } from "../run-color.ts";
import { runStoreError } from "../run-store-error.ts";
import type {
  ProjectSummary,
  FormerName,
  RunEdits,
  RunStore,
  StoredProject,
  StoredRun,
  StoredSource,
  UploadedFile,
} from "../run-store.ts";

/** A run store in memory, for tests and mocks. */
export function createMemoryRunStore(): RunStore {
  const kept = new Map<number, KeptRun>();
  const removed = new Set<string>();
  const removedNames = new Set<string>();
  const made = new Map<string, StoredProject>();
  const former = new Map<string, Omit<FormerName, "current">>();
  let last = 0;
  let closed = false;

  const runs = (): KeptRun[] => {
    if (closed) throw runStoreError.closed();
    return [...kept.values()];
  };
  const artifacts = createMemoryArtifacts(
    () => void runs(),
    () =>
      runs().flatMap(({ sources }) => [...sources.values()].flatMap(({ uploads }) => [...uploads.values()])),
  );
  const views = createMemoryViews(() => void runs());
  const existing = (number: number): KeptRun => {
    const run = runs().find((candidate) => candidate.number === number);
    if (run === undefined) throw runStoreError.noRun(number);
    return run;
  };
  const find = (project: string, runId: string): KeptRun | undefined => {
    const moved = former.get(nameOf(project, runId));
    return moved === undefined
      ? runs().find((run) => run.project === project && run.runId === runId)
      : kept.get(moved.run);
  };
  const move = (run: KeptRun, project: string): void => {
    const { number, project: before, runId } = run;
    former.set(nameOf(before, runId), { project: before, runId, run: number });
    former.delete(nameOf(project, runId));
    removedNames.delete(nameOf(project, runId));
    run.project = project;
  };

  return {
    async projects() {
      const names = new Set([...runs().map((run) => run.project), ...made.keys()]);
      return Array.from(names, (name) => summarize(name, runs(), made.get(name))).toSorted(byActivity);
    },
    async saveProject(project) {
      runs();
      const { createdMs } = made.get(project.name) ?? project;
      made.set(project.name, { ...project, createdMs });
    },
    async project(name) {
      const first = Math.min(...runs().flatMap((run) => (run.project === name ? [run.createdMs] : [])));
      const found = made.get(name);
      if (found === undefined && first === Infinity) return undefined;
      const createdMs = Math.min(found?.createdMs ?? Infinity, first);
      return { name, description: found?.description ?? "", createdMs };
    },
    async removeProject(name) {
      runs();
      made.delete(name);
      views.removeProject(name);
    },
    async renameProject(from, to) {
      const own = runs().filter(({ project }) => project === from);
      const isThere =
        made.has(to) || runs().some(({ project }) => project === to) || artifacts.collections.hasProject(to);
      const isTaken = own.some(({ number, runId }) => {
        const found = find(to, runId);
        return found !== undefined && found.number !== number;
      });
      if (isThere || isTaken) return false;
      for (const run of own) move(run, to);
      const project = made.get(from);
      if (project !== undefined) made.set(to, { ...project, name: to });
      made.delete(from);
      artifacts.collections.renameProject(from, to);
      views.renameProject(from, to);
      return true;
    },
    async moveRun(number, project) {
      const run = existing(number);
      const found = find(project, run.runId);
      if (found !== undefined && found !== run) return false;
      if (run.project !== project) move(run, project);
      return true;
    },
    async definitions(project, numbers) {
      const wanted = new Set(numbers);
      const found = runs().filter((run) => run.project === project && wanted.has(run.number));
      return new Map(found.map((run) => [run.number, editedState(snapshot(run)).metrics]));
    },
    async formerNames() {
      runs();
      return [...former.values()].map((name) => ({
        ...name,
        current: (kept.get(name.run) as KeptRun).project,
      }));
    },
    async openRun(project, runId, nowMs) {
      const found = find(project, runId);
      if (found !== undefined) return snapshot(found);
      removedNames.delete(nameOf(project, runId));
      const used = new Map<number, number>();
      for (const run of runs())
        if (run.project === project) used.set(run.color, (used.get(run.color) ?? 0) + 1);
      last += 1;
      const run: KeptRun = {
        number: last,
        project,
        runId,
        color: nextColor(used),
        createdMs: nowMs,
        updatedMs: nowMs,
        status: "running",
        edits: {},
        sources: new Map(),
      };
      kept.set(last, run);
      return snapshot(run);
    },
    async run(number) {
      const run = runs().find((candidate) => candidate.number === number);
      return run && snapshot(run);
    },
    async runNumbers(names) {
      return names.map(({ project, runId }) => find(project, runId)?.number);
    },
    async findRun(project, runId) {
      const run = find(project, runId);
      return run && snapshot(run);
    },
    async runs({ project, status, archived, limit, before = Infinity }) {
      return runs()
        .filter((run) => run.number < before)
        .filter((run) => project === undefined || run.project === project)
        .filter((run) => status === undefined || run.status === status)
        .filter(({ edits }) => archived === undefined || (edits.archived === true) === archived)
        .toSorted((a, b) => b.number - a.number)
        .slice(0, limit)
        .map(snapshot);
    },
    async update(number, { status, updatedMs, edits }) {
      const run = existing(number);
      run.status = status ?? run.status;
      run.updatedMs = updatedMs ?? run.updatedMs;
      run.edits = { ...run.edits, ...structuredClone(edits) };
    },
    async saveSource(number, source, console) {
      const run = existing(number);
      if (removed.has(source.id)) throw runStoreError.removedSource(source.id);
      const other = runs().find((candidate) => candidate !== run && candidate.sources.has(source.id));
      if (other !== undefined) throw runStoreError.otherRun(source.id, other.number);
      const before = run.sources.get(source.id);
      const lines = before?.console ?? new Map<number, ConsoleLine>();
      for (const line of console) lines.set(line.number, structuredClone(line));
      const uploads = before?.uploads ?? new Map<string, UploadedFile>();
      run.sources.set(source.id, { source: structuredClone(source), console: lines, uploads });
    },
    async addUploads(number, id, files) {
      const source = existing(number).sources.get(id);
      if (source === undefined) throw runStoreError.noSource(id, number);
      for (const [path, file] of Object.entries(files)) source.uploads.set(path, { ...file });
    },
    async uploads(number, paths) {
      const run = runs().find((candidate) => candidate.number === number);
      const all = run === undefined ? [] : inOrder(run).flatMap(({ uploads }) => [...uploads]);
      const wanted = paths && new Set(paths);
      return new Map(all.filter(([path]) => wanted?.has(path) ?? true));
    },
    async removeUploads(number, paths) {
      for (const { uploads } of existing(number).sources.values()) {
        for (const path of paths) uploads.delete(path);
      }
    },
    async findSource(id) {
      const run = runs().find((candidate) => candidate.sources.has(id));
      if (run === undefined) return removed.has(id) ? "removed" : undefined;
      return { run: run.number, source: structuredClone((run.sources.get(id) as KeptSource).source) };
    },
    async console(number, { from, limit }) {
      return consoleOf(runs(), number).slice(from, from + limit);
    },
    async consoleLength(number) {
      return consoleOf(runs(), number).length;
    },
    async remove(number) {
      const run = runs().find((candidate) => candidate.number === number);
      for (const id of run?.sources.keys() ?? []) removed.add(id);
      if (run !== undefined) removedNames.add(nameOf(run.project, run.runId));
      for (const [name, moved] of former) {
        if (moved.run !== number) continue;
        former.delete(name);
        removedNames.add(name);
      }
      kept.delete(number);
      artifacts.forgetRun(number);
    },
    async unnamed(addresses) {
      runs();
      const named = artifacts.namedAddresses();
      return addresses.filter((address) => !named.has(address));
    },
    async wasRemoved(project, runId) {
      runs();
      return removedNames.has(nameOf(project, runId));
    },
    queries: createMemoryRunQueries((project) =>
      runs()
        .filter((run) => run.project === project)
        .map((run) => ({ ...run, sources: inOrder(run).map(({ source }) => source) })),
    ),
    artifacts: artifacts.store,
    views: views.store,
    accounts: createMemoryAccounts(() => void runs()),
    async close() {
      closed = true;
    },
  };
}

interface KeptRun {
  readonly number: number;
  project: string;
  readonly runId: string;
  readonly color: number;
  readonly createdMs: number;
  updatedMs: number;
  status: StoredRun["status"];
  edits: RunEdits;
  readonly sources: Map<string, KeptSource>;
}

interface KeptSource {
  readonly source: StoredSource;
  readonly console: Map<number, ConsoleLine>;
  readonly uploads: Map<string, UploadedFile>;
}

function snapshot(run: KeptRun): StoredRun {
  return structuredClone({ ...run, sources: inOrder(run).map(({ source }) => source) });
}

function nameOf(project: string, runId: string): string {
  return JSON.stringify([project, runId]);
}

function inOrder(run: KeptRun): KeptSource[] {
  return [...run.sources.values()].toSorted(
    ({ source: a }, { source: b }) => a.startedMs - b.startedMs || (a.id < b.id ? -1 : 1),
  );
}

function consoleOf(runs: readonly KeptRun[], number: number): ConsoleLine[] {
  const run = runs.find((candidate) => candidate.number === number);
  if (run === undefined) return [];
  const told = inOrder(run).filter(({ source }) => source.silent !== true);
  return told.flatMap(({ console }) =>
    [...console.values()].toSorted((a, b) => a.number - b.number).map((line) => ({ ...line })),
  );
}

function summarize(name: string, runs: readonly KeptRun[], made: StoredProject | undefined): ProjectSummary {
  const own = runs.filter((run) => run.project === name);
  return {
    name,
    runs: own.length,
    live: own.filter((run) => run.status === "running").length,
    lastActivityMs: Math.max(made?.createdMs ?? -Infinity, ...own.map((run) => run.updatedMs)),
  };
}

function byActivity(a: ProjectSummary, b: ProjectSummary): number {
  return b.lastActivityMs - a.lastActivityMs || (a.name < b.name ? -1 : 1);
}
