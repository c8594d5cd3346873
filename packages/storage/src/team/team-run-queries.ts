import type { RunQueries } from "../run-query/run-queries.ts";
import type { RunStore } from "../run-store.ts";
import type { TeamNames } from "./team-names.ts";

/** A team's queries of a store that several teams share. They are about one project each, which is stored under the team's name. */
export function teamRunQueries(store: () => RunStore, names: TeamNames): RunQueries {
  const stored = <Question extends { readonly project: string }>(question: Question): Question => ({
    ...question,
    project: names.stored(question.project),
  });
  return {
    find: async (search) => store().queries.find(stored(search)),
    groups: async (grouping) => store().queries.groups(stored(grouping)),
    keys: async (project) => store().queries.keys(names.stored(project)),
    values: async (question) => store().queries.values(stored(question)),
  };
}
