import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryRunStore } from "../memory/memory-run-store.ts";
import type { FoundGroups, FoundRun, RunCursor, RunSearch } from "../run-query/run-queries.ts";
import type { RunStore } from "../run-store.ts";
import { knownPath, runFilter, runPlan, runSort, stateOfPlan } from "./arbitrary-runs.ts";
import type { RunPlan } from "./arbitrary-runs.ts";

const COLUMNS = ["config.lr", "summary.loss", "tags", "displayName", "state", "heartbeatAt", "never"];
/** More than an adapter may leave to be put in order later. */
const MANY = 300;

/** What the queries of every run store must do; the store in memory, which does it the plain way, is the truth. */
export function runQueryConformance(openStore: () => Promise<RunStore>): void {
  test(
    "every query agrees with the plain computation, also after runs changed and went",
    { timeout: 120_000 },
    async () => {
      const store = await openStore();
      const truth = createMemoryRunStore();
      await save([store, truth], fc.sample(runPlan, { numRuns: MANY, seed: 1 }));
      await agree(store, truth, 2);
      const changes = fc.sample(fc.tuple(fc.nat({ max: MANY - 1 }), runPlan), { numRuns: 60, seed: 3 });
      for (const one of [store, truth]) {
        await Promise.all(changes.map(([index, plan]) => savePlan(one, index, plan)));
        await Promise.all([5, 6, 250].map((number) => one.remove(number)));
      }
      await agree(store, truth, 4);
      // Enough of them for the next round of putting in order.
      await save([store, truth], fc.sample(runPlan, { numRuns: MANY, seed: 5 }));
      await agree(store, truth, 6);
    },
  );

  test("pages of runs that do not change have each run once, while others change", async () => {
    const store = await openStore();
    await save(
      [store],
      Array.from({ length: 40 }, (_, index) => planWith(index % 7, "finished")),
    );
    const search: RunSearch = {
      project: "p",
      sort: [{ path: "summary.loss", direction: "ascending" }],
      limit: 7,
    };
    const seen: string[] = [];
    let after: RunCursor | undefined;
    for (let page = 0; page < 9; page++) {
      const { runs, more } = await store.queries.find({
        ...search,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...runs.map(({ runId }) => runId));
      after = runs.at(-1)?.cursor;
      if (!more) break;
      // The run at the cursor itself moves to the end, another one to the start.
      await savePlan(store, Number(runs.at(-1)?.runId.slice(1)), planWith(100 + page, "running"));
      await savePlan(store, (page * 5) % 40, planWith(-page, "running"));
    }
    const changed = new Set(
      (
        await store.queries.find({
          project: "p",
          limit: 99,
          filter: { kind: "equals", path: "state", value: "running" },
        })
      ).runs.map(({ runId }) => runId),
    );
    const calm = seen.filter((runId) => !changed.has(runId));
    expect(calm.toSorted()).toEqual([...new Set(calm)].toSorted());
    expect(calm).toHaveLength(40 - changed.size);
  });

  test("a run is found by what was saved last, at once", async () => {
    const store = await openStore();
    for (let loss = 0; loss < 5; loss++) {
      await savePlan(store, 0, planWith(loss, "running"));
      const { runs } = await store.queries.find({ project: "p", limit: 9, columns: ["summary.loss"] });
      expect(runs.map(({ facts }) => facts)).toEqual([{ "summary.loss": loss }]);
    }
  });

  test("other projects are not looked at, and one without runs has nothing", async () => {
    const store = await openStore();
    await store.openRun('"odd\ud800', "a", 1);
    await store.openRun("q", "b", 1);
    const { runs, total } = await store.queries.find({ project: '"odd\ud800', limit: 9 });
    expect([runs.map(({ runId }) => runId), total]).toEqual([["a"], 1]);
    expect(await store.queries.find({ project: "none", limit: 9 })).toEqual({
      runs: [],
      total: 0,
      more: false,
    });
    expect(await store.queries.keys("none")).toEqual([]);
    expect(await store.queries.groups({ project: "none", by: ["state"], from: 0, limit: 9 })).toEqual({
      groups: [],
      total: 0,
    });
  });

  test("a pattern that is none is refused with a sentence", async () => {
    const store = await openStore();
    await store.openRun("p", "a", 1);
    const filter = { kind: "matches", path: "name", pattern: "(" } as const;
    await expect(store.queries.find({ project: "p", filter, limit: 1 })).rejects.toThrow('the pattern "("');
  });
}

function planWith(loss: number, status: RunPlan["status"]): RunPlan {
  return { config: {}, summary: { loss }, status, edits: {} };
}

async function save(stores: readonly RunStore[], plans: readonly RunPlan[]): Promise<void> {
  for (const store of stores) await Promise.all(plans.map((plan, index) => savePlan(store, index, plan)));
}

async function savePlan(store: RunStore, index: number, plan: RunPlan): Promise<void> {
  const { number } = await store.openRun(index % 50 === 49 ? "other" : "p", `r${index}`, 1000 + (index % 4));
  const source = {
    id: `s${number}`,
    origin: "test",
    startedMs: index,
    position: 1,
    state: stateOfPlan(plan),
    damage: [],
  };
  await store.saveSource(number, source, []);
  await store.update(number, { status: plan.status, updatedMs: 2000 + index, edits: plan.edits });
}

async function agree(store: RunStore, truth: RunStore, seed: number): Promise<void> {
  expect(await store.queries.keys("p")).toEqual(await truth.queries.keys("p"));
  const questions = fc.record({
    filter: runFilter,
    sort: runSort,
    by: fc.uniqueArray(knownPath, { maxLength: 2 }),
    path: knownPath,
  });
  await fc.assert(
    fc.asyncProperty(questions, async ({ filter, sort, by, path }) => {
      const search = { project: "p", filter, sort, limit: 1000, columns: COLUMNS };
      const all = await truth.queries.find(search);
      expect(await store.queries.find(search)).toEqual(all);
      expect(await pages(store, { ...search, limit: 70 })).toEqual(all.runs);
      const after = all.runs[2]?.cursor;
      for (const [from, limit] of [
        [37, 20],
        [240, 20],
        [5_000, 3],
        [3, 0],
      ] as const) {
        const rest = after === undefined ? all.runs : all.runs.slice(3);
        expect(
          await store.queries.find({ ...search, from, limit, ...(after === undefined ? {} : { after }) }),
        ).toEqual({
          runs: rest.slice(from, from + limit),
          total: all.total,
          more: rest.length > from + limit,
        });
      }
      const grouping = { project: "p", filter, by, measures: [path], from: 1, limit: 5 };
      sameGroups(await store.queries.groups(grouping), await truth.queries.groups(grouping));
      const question = { project: "p", path, filter, limit: 20 };
      expect(await store.queries.values(question)).toEqual(await truth.queries.values(question));
    }),
    { numRuns: 30, seed },
  );
}

/** Means depend on the order of adding up, by a little. */
function sameGroups(found: FoundGroups, expected: FoundGroups): void {
  const withoutMean = ({ groups, total }: FoundGroups): object => ({
    total,
    groups: groups.map((group) => ({
      ...group,
      measures: group.measures.map(({ count, min, max }) => ({ count, min, max })),
    })),
  });
  expect(withoutMean(found)).toEqual(withoutMean(expected));
  expected.groups.forEach(({ measures }, group) => {
    measures.forEach(({ mean, min, max, count }, index) => {
      const own = found.groups[group]?.measures[index]?.mean as number;
      if (count === 0) expect(own).toBeNaN();
      else
        expect(Math.abs(own / 2 - mean / 2)).toBeLessThanOrEqual(
          1e-9 * Math.max(Math.abs(min), Math.abs(max)),
        );
    });
  });
}

async function pages(store: RunStore, search: RunSearch): Promise<FoundRun[]> {
  const found: FoundRun[] = [];
  for (;;) {
    const after = found.at(-1)?.cursor;
    const page = await store.queries.find({ ...search, ...(after === undefined ? {} : { after }) });
    found.push(...page.runs);
    if (!page.more) return found;
  }
}
