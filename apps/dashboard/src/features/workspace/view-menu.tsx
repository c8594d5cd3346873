import type { JsonObject } from "@stepwell/protocol";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { SearchParams } from "../../lib/search-params.ts";
import { useMayEdit } from "../account/may-edit.ts";
import { layoutDocument } from "../layout/layout-document.ts";
import { emptyLayout } from "../layout/layout.ts";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuChoice, MenuItem, MenuLabel, MenuSeparator, ServerMenuItem } from "../shell/menu-items.tsx";
import { plainReason } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { showToast } from "../shell/toast.ts";
import { SaveView } from "./save-view.tsx";
import { defaultView, type LayoutState } from "./use-layout.ts";
import { viewParams } from "./view-params.ts";

export interface ViewMenuProps {
  readonly project: string;
  /** Of the view on screen. */
  readonly name: string;
  readonly state: LayoutState;
  readonly onOpenAll: (open: "open" | "closed") => void;
}

/** Which view is on screen, the others, and what can be done with its layout. */
export function ViewMenu({ project, name, state, onOpenAll }: ViewMenuProps): ReactNode {
  const { client } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const params: SearchParams = useSearch({ strict: false });
  const [isNaming, setNaming] = useState(false);
  const mayEdit = useMayEdit();
  const list = useQuery({
    queryKey: queryKeys.views(project),
    queryFn: ({ signal }) => client.views.list(project, signal),
  });
  const names = [...new Set([defaultView, ...(list.data ?? []).map((view) => view.name), name])];
  const { layout = emptyLayout, editor } = state;

  async function go(next: string): Promise<void> {
    try {
      const content = next === defaultView ? {} : (await client.views.read(project, next)).content;
      const saved = viewParams(content["params"]);
      await navigate({ to: ".", search: next === defaultView ? saved : { ...saved, view: next } });
    } catch (error) {
      showToast({ text: `Could not open view "${next}": ${plainReason(error)}`, error: true });
    }
  }
  async function saveAs(next: string): Promise<void> {
    try {
      const content: JsonObject = { layout: layoutDocument(layout), params: { ...viewParams(params) } };
      await client.views.save(project, next, content);
      queries.setQueryData(queryKeys.savedView(project, next), content);
      await queries.invalidateQueries({ queryKey: queryKeys.views(project), exact: true });
      setNaming(false);
      showToast({ text: `View "${next}" is saved.` });
      await go(next);
    } catch (error) {
      showToast({ text: `Could not save view "${next}": ${plainReason(error)}`, error: true });
    }
  }
  async function remove(): Promise<void> {
    try {
      await client.views.remove(project, name);
      queries.removeQueries({ queryKey: queryKeys.savedView(project, name) });
      await go(defaultView);
      await queries.invalidateQueries({ queryKey: queryKeys.views(project), exact: true });
      showToast({ text: `View "${name}" is deleted.`, undo: () => void saveAs(name) });
    } catch (error) {
      showToast({ text: `Could not delete view "${name}": ${plainReason(error)}`, error: true });
    }
  }

  return (
    <SaveView isOpen={isNaming} onOpenChange={setNaming} taken={names} onSave={(next) => void saveAs(next)}>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className="btn ghost"
            title={state.isUnsaved ? (state.problem ?? "This layout came with a link.") : undefined}
          >
            <span className="k">View</span> <span className="ell view-name">{name}</span>
            {state.isUnsaved ? " " : null}
            {state.isUnsaved ? <span className="unsaved">not saved</span> : null}
            <Icon name="down" />
          </button>
        }
      >
        <MenuLabel>Views</MenuLabel>
        <MenuChoice
          label="Views"
          value={name}
          options={names.map((value) => ({ value, text: value }))}
          onChange={(next) => void go(next)}
        />
        <MenuSeparator />
        {state.isUnsaved ? (
          <>
            {state.problem === undefined ? null : <MenuLabel>{state.problem}</MenuLabel>}
            {mayEdit ? <ServerMenuItem onSelect={state.save}>Save changes</ServerMenuItem> : null}
            <MenuItem onSelect={state.discard}>Discard changes</MenuItem>
          </>
        ) : null}
        {mayEdit ? (
          <MenuItem icon="plus" onSelect={() => setTimeout(() => setNaming(true), 0)}>
            Save as a new view
          </MenuItem>
        ) : null}
        <MenuItem icon="copy" onSelect={() => void copyLink()}>
          Copy link
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon="undo" shortcut="Ctrl Z" isDisabled={!state.canUndo} onSelect={state.undo}>
          Undo layout change
        </MenuItem>
        <MenuItem shortcut="Ctrl Shift Z" isDisabled={!state.canRedo} onSelect={state.redo}>
          Redo layout change
        </MenuItem>
        <MenuItem onSelect={() => onOpenAll("open")}>Open all sections</MenuItem>
        <MenuItem onSelect={() => onOpenAll("closed")}>Close all sections</MenuItem>
        <MenuItem onSelect={() => editor.change(() => emptyLayout)}>Reset layout</MenuItem>
        {name === defaultView || !mayEdit ? null : (
          <>
            <MenuSeparator />
            <ServerMenuItem isDanger onSelect={() => void remove()}>
              Delete view
            </ServerMenuItem>
          </>
        )}
      </Menu>
    </SaveView>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    showToast({ text: "The link is copied. It shows what is on screen." });
  } catch {
    showToast({ text: "The browser did not allow copying. Copy the address of the page.", error: true });
  }
}
