import { useCallback, useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { keyText } from "../../lib/format-key.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { ChartSettingsContext } from "../charts/chart-settings.ts";
import { ChartToolbar } from "../charts/chart-toolbar.tsx";
import { FullScreenPanel } from "../charts/full-screen-panel.tsx";
import { PanelExtensionContext } from "../charts/panel-actions.ts";
import type { ChartRun, PanelSpec } from "../charts/panel-spec.ts";
import { useChartView } from "../charts/use-chart-view.ts";
import { arrangePanels } from "../layout/arrange-panels.ts";
import { addPanel, freePanelId, openSections, restorePanel } from "../layout/change-layout.ts";
import { addedSection, emptyLayout, pinnedSection } from "../layout/layout.ts";
import { MediaInFull } from "../media/lazy-media-panel.tsx";
import type { SetView } from "../shell/use-view.ts";
import { AddPanel } from "./add-panel.tsx";
import { filterSections, type ShownSection } from "./filter-sections.ts";
import { histogramKeys } from "./histogram-keys.ts";
import { LayoutEditorContext } from "./layout-editor.ts";
import { NoPanels } from "./no-panels.tsx";
import { PanelEditor } from "./panel-editor.tsx";
import { markMedia } from "./media-panels.ts";
import { panelSections, type PanelSection } from "./panel-sections.ts";
import { SectionGrid } from "./section-grid.tsx";
import { SectionMenu } from "./section-menu.tsx";
import { defaultView, useLayout } from "./use-layout.ts";
import { usePanelExtension } from "./use-panel-extension.ts";
import { useProjectKeys } from "./use-project-keys.ts";
import { useSystemMetrics, wantsSystem } from "./use-system-metrics.ts";
import { ViewMenu } from "./view-menu.tsx";

export interface WorkspacePanelsProps {
  readonly project: string;
  readonly view: ViewState;
  readonly setView: SetView;
  /** Runs that are drawn. */
  readonly runs: readonly ChartRun[];
  /** Rows of the longest run on screen; undefined while unknown. */
  readonly rows: number | undefined;
  /** The runs are not known yet. */
  readonly isLoading: boolean;
}

const axes = ["step", "wall", "relative", "runtime"] as const;
const columns = 3;
const panelHeight = 228;

/** The toolbar and the panels of a project, as its view lays them out. */
export function WorkspacePanels(props: WorkspacePanelsProps): ReactNode {
  const { project, view, setView, runs, rows, isLoading } = props;
  const known = useProjectKeys(project);
  const state = useLayout({ project, view, setView });
  const { layout, editor, undo, redo } = state;
  const { data } = known;
  // Letters appear at once; the panels follow as soon as there is time.
  const filter = useDeferredValue(view.filter);

  const automatic = useMemo(
    () =>
      panelSections({
        keys: data?.keys ?? [],
        metrics: data?.metrics ?? [],
        filter: "",
        pair: false,
        media: true,
      }),
    [data],
  );
  const keys = useMemo(() => firstKeys(automatic, false), [automatic]);
  const mediaKeys = useMemo(() => firstKeys(automatic, true), [automatic]);
  // A watched model has hundreds: they are there for who asks for one.
  const histograms = useMemo(() => histogramKeys(data?.keys ?? [], data?.metrics ?? []), [data]);
  const system = useSystemMetrics(project, wantsSystem(view.panel, layout));
  const systemKeys = useMemo(
    () => (data === undefined ? [] : unlogged(system?.keys ?? [], data.keys)),
    [system, data],
  );
  const arranged = useMemo(() => {
    const names = automatic.map(({ name }) => name);
    const measured = systemKeys.length === 0 ? undefined : system?.systemSection(systemKeys, names);
    const all = measured === undefined ? automatic : [...automatic, measured];
    const placed = arrangePanels(all, layout ?? emptyLayout, [
      ...keys,
      ...mediaKeys,
      ...histograms,
      ...systemKeys,
    ]);
    const marked = markMedia(placed, { media: new Set(mediaKeys), histograms: new Set(histograms) });
    return system?.markSystem(marked, new Set(systemKeys)) ?? marked;
  }, [automatic, layout, keys, mediaKeys, histograms, system, systemKeys]);
  const sections = useMemo(
    () => (layout === undefined ? [] : filterSections(arranged, filter)),
    [layout === undefined, arranged, filter],
  );
  const panels = useMemo(
    () => sections.flatMap((section) => section.panels.map(({ spec }) => spec)),
    [sections],
  );
  const names = useMemo(() => arranged.map(({ name }) => name), [arranged]);
  const full = panels.find(({ id }) => id === view.panel);
  const { settings, smoothing, setSmoothing } = useChartView({ view, setView, rows, isLoading });
  useShortcuts(useMemo(() => ({ "Ctrl+z": undo, "Ctrl+Shift+z": redo }), [undo, redo]));

  const lastFilter = useRef(filter);
  useEffect(() => {
    // What was found stands at the top, wherever the page was before.
    if (lastFilter.current !== filter) scrollTo({ top: 0 });
    lastFilter.current = filter;
  }, [filter]);

  const latest = useRef(arranged);
  latest.current = arranged;
  const sectionOf = useCallback(
    (id: string) =>
      latest.current.find((section) => section.panels.some(({ spec }) => spec.id === id))?.name ??
      addedSection,
    [],
  );
  const pinnedIds = JSON.stringify(
    arranged.find(({ name }) => name === pinnedSection)?.panels.map(({ spec }) => spec.id) ?? [],
  );
  const pinned = useMemo(() => new Set(JSON.parse(pinnedIds) as string[]), [pinnedIds]);
  const extension = usePanelExtension({ editor, undo, pinned, sectionOf });
  const wanted = layout?.panels;
  const editorOf = useCallback(
    (panel: PanelSpec) => (
      <PanelEditor
        panel={panel}
        editor={editor}
        keys={panel.stream === "events" ? systemKeys : keys}
        wanted={wanted?.get(panel.id)?.keys}
      />
    ),
    [editor, keys, systemKeys, wanted],
  );
  const menuOf = useCallback(
    (section: ShownSection) => (
      <SectionMenu section={section} names={names} usual={columns} editor={editor} />
    ),
    [names, editor],
  );
  const toggle = useCallback(
    ({ name, isOpen }: ShownSection) =>
      editor.change((before) => openSections(before, [name], isOpen ? "closed" : "open")),
    [editor],
  );

  function add(wanted: readonly string[]): void {
    const isMedia = new Set([...mediaKeys, ...histograms].map(keyText));
    const isSystem = new Set(systemKeys.map(keyText));
    const numbers = wanted.filter((key) => !isMedia.has(key) && !isSystem.has(key));
    const groups = [
      numbers,
      wanted.filter((key) => isSystem.has(key)),
      ...wanted.filter((key) => isMedia.has(key)).map((key) => [key]),
    ];
    const isTaken = (id: string): boolean => panels.some((panel) => panel.id === id);
    const first = freePanelId(layout ?? emptyLayout, isTaken);
    editor.change((before) =>
      groups.reduce((next, keysOfOne) => {
        const [only] = keysOfOne;
        if (only === undefined) return next;
        const isRemoved = keysOfOne.length === 1 && next.panels.get(only)?.removed === true;
        if (isRemoved) return restorePanel(next, only);
        return addPanel(next, { id: freePanelId(next, isTaken), section: addedSection, keys: keysOfOne });
      }, before),
    );
    requestAnimationFrame(() => showPanel(first));
  }

  return (
    <ChartSettingsContext value={settings}>
      <PanelExtensionContext value={extension}>
        <LayoutEditorContext value={editor}>
          <ChartToolbar
            view={view}
            setView={setView}
            axes={axes}
            metrics={keys}
            smoothing={smoothing}
            setSmoothing={setSmoothing}
          >
            <ViewMenu
              project={project}
              name={view.view ?? defaultView}
              state={state}
              onOpenAll={(open) => editor.change((before) => openSections(before, names, open))}
            />
            <AddPanel keys={keys} media={mediaKeys} histograms={histograms} system={systemKeys} onAdd={add} />
          </ChartToolbar>
          <SectionGrid
            sections={sections}
            runs={runs}
            columns={columns}
            panelHeight={panelHeight}
            onToggle={toggle}
            menuOf={menuOf}
            filter={filter}
            overlayOf={editorOf}
          />
          <NoPanels
            isLoading={isLoading || (data === undefined && known.error === null) || layout === undefined}
            error={data === undefined ? known.error : null}
            onRetry={known.retry}
            filter={filter}
            panels={panels.length}
            removed={automatic.length > 0}
            onClear={() => setView({ filter: "" })}
            onReset={() => editor.change(() => emptyLayout)}
          />
          {full === undefined ? null : full.media === true ? (
            <MediaInFull panel={full} runs={runs} panels={panels} />
          ) : (
            <FullScreenPanel panel={full} runs={runs} panels={panels} />
          )}
        </LayoutEditorContext>
      </PanelExtensionContext>
    </ChartSettingsContext>
  );
}

function firstKeys(sections: readonly PanelSection[], isMedia: boolean): string[] {
  return sections.flatMap(({ panels }) =>
    panels.flatMap(({ keys, media = false }) => (media === isMedia ? [keys[0] as string] : [])),
  );
}

/** Names that somebody logged, too, mean what was logged. */
function unlogged(keys: readonly string[], logged: readonly { readonly key: string }[]): readonly string[] {
  const names = new Set(logged.map(({ key }) => key));
  return keys.filter((key) => !names.has(key));
}

function showPanel(id: string): void {
  const panel = document.querySelector<HTMLElement>(`[data-panel=${CSS.escape(id)}]`);
  if (panel !== null) panel.focus();
  else scrollTo({ top: document.body.scrollHeight });
}
