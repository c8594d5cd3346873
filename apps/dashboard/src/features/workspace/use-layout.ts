import type { JsonObject, SavedViewEntry } from "@stepwell/protocol";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { useAccount } from "../account/use-account.ts";
import { layoutDocument, readLayout } from "../layout/layout-document.ts";
import { changed, redone, startHistory, undone, type LayoutHistory } from "../layout/layout-history.ts";
import { layoutLink, readLayoutLink } from "../layout/layout-link.ts";
import { emptyLayout, type Layout } from "../layout/layout.ts";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import type { SetView } from "../shell/use-view.ts";
import type { LayoutEditor } from "./layout-editor.ts";
import { useSavedParams } from "./use-saved-params.ts";

/** The name under which the layout is saved that a project opens with. */
export const defaultView = "Default";

const autosaveMs = 1_000;

export interface LayoutState {
  /** Undefined until the saved one is there. */
  readonly layout: Layout | undefined;
  readonly editor: LayoutEditor;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What is on screen is not what is saved, and will not be by itself: it came from a link, or saving failed. */
  readonly isUnsaved: boolean;
  /** Why it can't be saved, as a sentence. */
  readonly problem: string | undefined;
  /** Saves what is on screen under the view's name. */
  readonly save: () => void;
  /** Goes back to what is saved. */
  readonly discard: () => void;
}

export interface LayoutOptions {
  readonly project: string;
  readonly view: ViewState;
  readonly setView: SetView;
}

/**
 * The layout of a project's view: read from the server, changed on screen at once, saved a second later. Until it is
 * saved the address holds it. One that came with a link is saved only when somebody asks for it.
 */
export function useLayout({ project, view, setView }: LayoutOptions): LayoutState {
  const { client } = useSession();
  const queries = useQueryClient();
  const name = view.view ?? defaultView;
  const isViewer = useAccount().data?.user?.role === "viewer";
  const saved = useSavedContent(project, name);
  const [history, setHistory] = useState<LayoutHistory>();
  const [draft, setDraft] = useState<Layout>();
  const [isLinked, setLinked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stored = useRef<Layout>(emptyLayout);
  const [storedMark, setStored] = useState<Layout>(emptyLayout);

  const { content } = saved;
  useSavedParams(content);
  if (history === undefined && content !== undefined) {
    const own = readLayout(content["layout"]);
    // Back leads to addresses of the second before a layout was saved.
    const isOld = view.layout === layoutLink(own);
    const linked = view.layout === undefined || isOld ? undefined : readLayoutLink(view.layout);
    stored.current = own;
    setStored(own);
    setLinked(linked !== undefined);
    setHistory(startHistory(linked ?? own));
  }

  const present = history?.present;
  const isChanged = present !== undefined && present !== storedMark;
  const link = isChanged ? layoutLink(present) : undefined;
  useEffect(() => {
    if (present !== undefined && view.layout !== link) setView({ layout: link }, { replace: true });
  }, [present === undefined, link, view.layout, setView]);

  const latest = useRef<(how?: { readonly keepalive: boolean }) => Promise<void>>(undefined);
  latest.current = async (how) => {
    if (present === undefined) return;
    const next: JsonObject = { ...content, layout: layoutDocument(present) };
    try {
      const entry = await client.views.save(project, name, next, how);
      stored.current = present;
      setStored(present);
      setLinked(false);
      setProblem(undefined);
      queries.setQueryData(queryKeys.savedView(project, name), next);
      queries.setQueryData<readonly SavedViewEntry[]>(queryKeys.views(project), (views = []) => [
        ...views.filter((other) => other.name !== name),
        entry,
      ]);
    } catch (error) {
      setProblem(plainReason(error));
    }
  };
  const isDue = isChanged && !isLinked && !isViewer;
  const due = useRef(isDue);
  due.current = isDue;
  useEffect(() => () => void (due.current && latest.current?.()), []);
  useEffect(() => {
    // A page that is hidden may be closed without another event.
    const leave = (): void => {
      if (due.current && document.visibilityState === "hidden") void latest.current?.({ keepalive: true });
    };
    const close = (): void => {
      if (due.current) void latest.current?.({ keepalive: true });
    };
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", close);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", close);
    };
  }, []);
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => void latest.current?.(), autosaveMs);
    return () => clearTimeout(timer);
  }, [present, isDue]);

  const shown = useRef<Layout>(undefined);
  shown.current = draft;
  const editor = useMemo<LayoutEditor>(
    () => ({
      change: (make) => setHistory((before) => before && changed(before, make(before.present))),
      preview: (make) =>
        setHistory((before) => {
          if (before !== undefined) setDraft((other) => make(other ?? before.present));
          return before;
        }),
      keep: () => {
        const kept = shown.current;
        setDraft(undefined);
        if (kept !== undefined) setHistory((before) => before && changed(before, kept));
      },
      revert: () => setDraft(undefined),
    }),
    [],
  );
  const undo = useCallback(() => setHistory((before) => before && undone(before)), []);
  const redo = useCallback(() => setHistory((before) => before && redone(before)), []);
  return {
    layout: draft ?? present,
    editor,
    canUndo: (history?.past.length ?? 0) > 0,
    canRedo: (history?.future.length ?? 0) > 0,
    undo,
    redo,
    isUnsaved: isChanged && (isLinked || isViewer || problem !== undefined),
    problem: isViewer ? "Your role may look, but not save." : problem,
    save: () => void latest.current?.(),
    discard: () => {
      setLinked(false);
      setProblem(undefined);
      setHistory((before) => before && changed(before, stored.current));
    },
  };
}

/** What is saved under a name; an empty object when nothing is, or when it can't be read. */
function useSavedContent(project: string, name: string): { readonly content: JsonObject | undefined } {
  const { client } = useSession();
  const list = useQuery({
    queryKey: queryKeys.views(project),
    queryFn: ({ signal }) => client.views.list(project, signal),
  });
  const isThere = list.data?.some((view) => view.name === name) === true;
  const one = useQuery({
    queryKey: queryKeys.savedView(project, name),
    queryFn: async ({ signal }) => (await client.views.read(project, name, signal)).content,
    enabled: isThere,
    staleTime: Infinity,
  });
  const isReady = list.isError || (list.data !== undefined && (!isThere || one.isError || one.isSuccess));
  return { content: isReady ? (one.data ?? nothing) : undefined };
}

const nothing: JsonObject = {};
