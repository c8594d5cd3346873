import type { StoredView, ViewStore } from "../view-store.ts";

/** Saved views in memory, and what happens to them with their projects. */
export interface MemoryViews {
  readonly store: ViewStore;
  renameProject(from: string, to: string): void;
  removeProject(project: string): void;
}

/** `check` throws once the store is closed. */
export function createMemoryViews(check: () => void): MemoryViews {
  const projects = new Map<string, Map<string, StoredView>>();
  const viewsOf = (project: string): ReadonlyMap<string, StoredView> => {
    check();
    return projects.get(project) ?? new Map<string, StoredView>();
  };
  return {
    store: {
      async list(project) {
        return [...viewsOf(project).values()]
          .map(({ name, updatedMs }) => ({ name, updatedMs }))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1));
      },
      async read(project, name) {
        return viewsOf(project).get(name);
      },
      async save({ project, name, updatedMs, document, mostOthers }) {
        const views = new Map(viewsOf(project));
        views.delete(name);
        if (views.size > mostOthers) return false;
        projects.set(project, views.set(name, { name, updatedMs, document }));
        return true;
      },
      async remove(project, name) {
        const views = new Map(viewsOf(project));
        const isThere = views.delete(name);
        projects.set(project, views);
        return isThere;
      },
    },
    renameProject(from, to) {
      const views = projects.get(from);
      projects.delete(from);
      projects.delete(to);
      if (views !== undefined) projects.set(to, views);
    },
    removeProject(project) {
      projects.delete(project);
    },
  };
}
