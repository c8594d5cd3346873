import { Link, useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import type { SearchParams } from "../../lib/search-params.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";

/** The pages of a project, in the order of the bar. */
export const projectPages = [
  { name: "Workspace", path: "/p/$project" as string, key: "g w" },
  { name: "Runs", path: "/p/$project/runs" as string, key: "g r" },
  { name: "Compare", path: "/p/$project/compare" as string, key: "g c" },
  { name: "Artifacts", path: "/p/$project/artifacts" as string, key: undefined },
] as const;

/** Tabs of the pages of a project, and the keys that lead there. */
export function ProjectTabs({ project }: { readonly project: string }): ReactNode {
  const current = useProjectPage();
  const search = useKeptSearch();
  const navigate = useNavigate();
  useShortcuts(
    useMemo(
      () =>
        Object.fromEntries(
          projectPages.flatMap(({ key, path }) =>
            key === undefined ? [] : [[key, () => void navigate({ to: path, params: { project }, search })]],
          ),
        ),
      [navigate, project, search],
    ),
  );
  return (
    <nav className="nav hide-s" aria-label="Project">
      {projectPages.map(({ name, path }) => (
        <Link
          key={name}
          to={path}
          params={{ project }}
          search={search}
          activeOptions={{ exact: true }}
          aria-current={name === current ? "page" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** Which of a project's pages is open; undefined on the page of a run. */
export function useProjectPage(): string | undefined {
  const [, , , page] = useLocation({ select: ({ pathname }) => pathname }).split("/");
  if (page === undefined || page === "") return "Workspace";
  return projectPages.find(({ path }) => path.split("/")[3] === page)?.name;
}

/** What of the address goes along to another page of the project: which runs there are, in which order, and which of them stand out. */
export function useKeptSearch(): SearchParams {
  const { q, sort, group, pin, base, focus }: SearchParams = useSearch({ strict: false });
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries({ q, sort, group, pin, base, focus }).filter(
          (pair): pair is [string, string] => pair[1] !== undefined,
        ),
      ),
    [q, sort, group, pin, base, focus],
  );
}
