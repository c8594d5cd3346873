import type { RunColor } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { slotColor } from "../../lib/palette.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { activeShortcuts } from "../../lib/use-shortcuts.ts";
import { useValue } from "../../lib/use-value.ts";
import { Icon } from "../shell/icon.tsx";
import { projectPages } from "../shell/project-tabs.tsx";
import { recentVisits } from "../shell/recent-visits.ts";
import { useSession } from "../shell/session-context.ts";
import { setTheme } from "../shell/theme.ts";
import { showToast } from "../shell/toast.ts";
import { keyCommands } from "./key-commands.tsx";
import type { PaletteItem } from "./palette-item.ts";
import { useFoundRuns } from "./use-found-runs.ts";
import { useMetricKeys } from "./use-metric-keys.ts";

/** All that the palette offers now: what was looked at lately first, then what is found for the query. */
export function usePaletteItems(query: string): readonly PaletteItem[] {
  const { client } = useSession();
  const { project } = useParams({ strict: false });
  const navigate = useNavigate();
  const visits = useValue(recentVisits);
  const { data: projects = [] } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => client.projects(signal),
  });
  const runs = useFoundRuns(query, project, projects);
  const metrics = useMetricKeys(project);
  const [keysOfPage] = useState(activeShortcuts);

  return useMemo(() => {
    const seen = new Set<string>();
    const once = (item: PaletteItem): readonly PaletteItem[] => {
      if (seen.has(item.id)) return [];
      seen.add(item.id);
      return [item];
    };
    const toRun = (of: string, id: string, name: string, color?: RunColor): PaletteItem => ({
      id: `run ${JSON.stringify([of, id])}`,
      group: "Runs",
      text: name,
      words: id,
      content: formatName(name, 56),
      title: `${name} in ${of}`,
      mark:
        color === undefined ? (
          <Icon name="right" />
        ) : (
          <span className="sw" style={{ "--c": slotColor(color) }} />
        ),
      hint: of === project ? undefined : formatName(of, 24),
      run: () => void navigate({ to: "/p/$project/r/$run", params: { project: of, run: id } }),
    });
    const toProject = (name: string, count?: number): PaletteItem => ({
      id: `project ${name}`,
      group: "Projects",
      text: name,
      content: formatName(name, 56),
      title: name,
      mark: <Icon name="well" />,
      hint: count === undefined ? undefined : formatPlural(count, "run"),
      run: () => void navigate({ to: "/p/$project", params: { project: name } }),
    });
    const colors = new Map(runs.map((run) => [JSON.stringify([run.project, run.id]), run.color]));
    const counts = new Map(projects.map(({ name, runs: count }) => [name, count]));
    const recent = visits
      .filter((visit) => visit.run !== undefined || visit.project !== project)
      .slice(0, query.trim() === "" ? 7 : 40)
      .map((visit) =>
        visit.run === undefined
          ? toProject(visit.project, counts.get(visit.project))
          : toRun(
              visit.project,
              visit.run.id,
              visit.run.name,
              colors.get(JSON.stringify([visit.project, visit.run.id])),
            ),
      )
      .map((item) => (query.trim() === "" ? { ...item, group: "Recent" } : item));
    const pages: readonly PaletteItem[] = [
      ...(project === undefined
        ? []
        : projectPages.map(({ name, path, key }) => ({
            id: `page ${name}`,
            group: "Pages",
            text: name,
            mark: <Icon name="right" />,
            hint: key === undefined ? undefined : <kbd>{key.toUpperCase()}</kbd>,
            run: () => void navigate({ to: path, params: { project } }),
          }))),
      {
        id: "page projects",
        group: "Pages",
        text: "All projects",
        mark: <Icon name="right" />,
        hint: <kbd>G P</kbd>,
        run: () => void navigate({ to: "/" }),
      },
      {
        id: "page settings",
        group: "Pages",
        text: "Settings",
        words: "appearance theme density digits storage",
        mark: <Icon name="settings" />,
        run: () => void navigate({ to: "/settings/$tab", params: { tab: "appearance" } }),
      },
    ];
    const commands: readonly PaletteItem[] = [
      ...keyCommands(keysOfPage),
      command("Light colours", "theme day bright", () => setTheme("light")),
      command("Dark colours", "theme night", () => setTheme("dark")),
      command("Colours as the system", "theme auto", () => setTheme("system")),
      command("Copy the link to this view", "url address share", () => void copyAddress()),
    ];
    const keys = metrics.map<PaletteItem>((key) => ({
      id: `metric ${key}`,
      group: "Metrics",
      text: key,
      mark: <Icon name="log" />,
      run: () =>
        void navigate({ to: "/p/$project", params: { project: project ?? "" }, search: { panel: key } }),
    }));
    return [
      ...recent,
      ...runs.map((run) => toRun(run.project, run.id, run.name, run.color)),
      ...pages,
      ...projects
        .toSorted((a, b) => b.lastActivity - a.lastActivity)
        .map(({ name, runs: count }) => toProject(name, count)),
      ...keys,
      ...commands,
    ].flatMap(once);
  }, [query, project, navigate, visits, projects, runs, metrics, keysOfPage]);
}

function command(text: string, words: string, run: () => void): PaletteItem {
  return { id: `command ${text}`, group: "Commands", text, words, mark: <Icon name="play" />, run };
}

async function copyAddress(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    showToast({ text: "The link to this view is copied." });
  } catch {
    showToast({ text: "The browser did not let the page copy. Copy the address from its bar.", error: true });
  }
}
