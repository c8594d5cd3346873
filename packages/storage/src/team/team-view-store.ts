import type { RunStore } from "../run-store.ts";
import type { ViewStore } from "../view-store.ts";
import type { TeamNames } from "./team-names.ts";

/** A team's view of saved views that several teams share. */
export function teamViewStore(store: () => RunStore, names: TeamNames): ViewStore {
  return {
    list: async (project) => store().views.list(names.stored(project)),
    read: async (project, name) => store().views.read(names.stored(project), name),
    save: async (draft) => store().views.save({ ...draft, project: names.stored(draft.project) }),
    remove: async (project, name) => store().views.remove(names.stored(project), name),
  };
}
