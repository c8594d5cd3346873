import type { RunRow as Row } from "@stepwell/protocol";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { evenRows } from "../../lib/row-places.ts";
import { useNow } from "../../lib/use-now.ts";
import { useRowWindow } from "../../lib/use-row-window.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { RunFilterField } from "../filter/run-filter-field.tsx";
import type { SetView } from "../shell/use-view.ts";
import { useRowHeight } from "../shell/use-row-height.ts";
import { deviationOf } from "./group-deviation.ts";
import { GroupChooser } from "./group-chooser.tsx";
import { GroupRow } from "./group-row.tsx";
import { leafGroups, type GroupNode } from "./group-tree.ts";
import { listItems } from "./list-items.ts";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { RunContextMenu } from "./run-context-menu.tsx";
import { RunRow } from "./run-row.tsx";
import { silenceOf } from "./run-silence.ts";
import { RunsHeader } from "./runs-header.tsx";
import { RunsNotices } from "./runs-notices.tsx";
import "./runs-list.css";
import { useRunChoices } from "./use-run-choices.ts";
import type { RunList } from "./use-run-list.ts";

export interface RunsListProps {
  readonly list: RunList;
  readonly view: ViewState;
  readonly setView: SetView;
}

/** The runs of a project: the legend of every chart beside it. */
export function RunsList({ list, view, setView }: RunsListProps): ReactNode {
  const { table, groups, pinned, shownIds, metric } = list;
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();
  const [coloring, setColoring] = useState<string>();
  const choices = useRunChoices(list, view, setView);
  const rowHeight = useRowHeight();
  const now = useNow(10_000);
  const items = useMemo(
    () =>
      listItems(groups?.nodes, {
        total: view.groups.length > 0 && groups === undefined ? 0 : (table.total ?? 0),
        open,
      }),
    [groups, table.total, open, view.groups.length],
  );
  const rowPlaces = useMemo(() => evenRows(items.count, rowHeight), [items.count, rowHeight]);
  const { from, to } = useRowWindow(rowPlaces, { scroller, extra: 12 });
  const drawn = Array.from({ length: to - from }, (_, at) => from + at);
  const places = drawn.flatMap((index) => {
    const item = items.at(index);
    return item.kind === "run" ? [item.place] : [];
  });
  const { show } = table;
  const [first, last] = [Math.min(...places), Math.max(...places)];
  useEffect(() => {
    if (Number.isFinite(first)) show(first, last);
  }, [show, first, last]);
  useRefreshAtRest(table, scroller);

  const loaded = table.loaded();
  const repeated = useMemo(
    () => repeatedNames([...pinned, ...loaded.map(({ row }) => row)]),
    [pinned, loaded],
  );

  function move(step: 1 | -1): void {
    const rows = [...(scroller.current?.querySelectorAll<HTMLElement>("[data-run], [data-group]") ?? [])];
    const at = rows.findIndex((row) => rowKey(row) === active);
    const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step];
    if (next === undefined) return;
    setActive(rowKey(next));
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  const moving = useRef(move);
  moving.current = move;
  useShortcuts(useMemo(() => ({ j: () => moving.current(1), k: () => moving.current(-1) }), []));

  function rowAt(target: EventTarget): Row | undefined {
    const id =
      target instanceof Element ? target.closest<HTMLElement>("[data-run]")?.dataset["run"] : undefined;
    return id === undefined ? undefined : rowOf(id);
  }

  function rowOf(id: string): Row | undefined {
    return [...pinned, ...loaded.map(({ row }) => row)].find((row) => row.id === id);
  }

  function take(event: KeyboardEvent): boolean {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    const run = rowAt(event.target);
    const isOnRow = event.target instanceof HTMLElement && event.target.matches("[data-run], [data-group]");
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (run === undefined) return isOnRow && takeOnGroup(event);
    if (event.key === " " && (isOnRow || event.shiftKey)) {
      if (event.shiftKey) choices.only(run);
      else choices.toggle(run);
      return true;
    }
    if (event.key === "Enter" && isOnRow) {
      void navigate({ to: "/p/$project/r/$run", params: { project: run.project, run: run.id } });
      return true;
    }
    if (event.key === "p") choices.pin(run);
    else if (event.key === "b") choices.baseline(run);
    else if (event.key === "c") setColoring(run.id);
    else return false;
    return true;
  }

  function takeOnGroup(event: KeyboardEvent): boolean {
    if (event.key !== " " && event.key !== "Enter") return false;
    (event.target as HTMLElement).querySelector<HTMLElement>(event.key === " " ? ".e" : ".gn")?.click();
    return true;
  }

  const runRow = (run: Row, level: number): ReactNode => (
    <RunRow
      run={run}
      label={runLabel(run, repeated)}
      level={level}
      shown={shownIds.has(run.id)}
      dashed={list.dashed.has(run.id)}
      held={view.focus === run.id}
      pinned={view.pins.includes(run.id)}
      silent={silenceOf(run.state, run.updatedAt, now)}
      baseline={view.baseline === run.id}
      active={active === run.id}
      coloring={coloring === run.id}
      metric={metric?.path}
      onToggle={choices.toggle}
      onColored={() => setColoring(undefined)}
    />
  );
  const groupRow = (node: GroupNode): ReactNode => {
    const leaves = leafGroups([node]);
    const shown = leaves.filter((leaf) => groups?.isLeafShown(view.runs, leaf)).length;
    return (
      <GroupRow
        node={node}
        color={node.children.length === 0 ? groups?.colorOf(node) : undefined}
        shown={shown === 0 ? "none" : shown === leaves.length ? "all" : "some"}
        isOpen={open.has(node.id)}
        active={active === node.id}
        deviation={deviationOf(node, table, metric?.path)}
        onToggle={choices.toggleGroup}
        onOpen={({ id }) => setOpen((before) => toggled(before, id))}
      />
    );
  };
  const matching = (table.total ?? 0) + pinned.length;

  return (
    <>
      <div className="hd">
        <RunFilterField
          project={list.project}
          value={view.query}
          onChange={(query, how) => setView({ query }, how)}
        />
        <GroupChooser
          known={list.known ?? []}
          groups={view.groups}
          onChange={(next) => setView({ groups: next, runs: new Map() })}
        />
      </div>
      <RunsHeader list={list} view={view} setView={setView} matching={matching} />
      <RunsNotices list={list} view={view} setView={setView} />
      <RunContextMenu
        runOf={rowOf}
        actions={(run) => ({
          shown: shownIds.has(run.id),
          focused: view.focus === run.id,
          pinned: view.pins.includes(run.id),
          baseline: view.baseline === run.id,
          onToggle: () => choices.toggle(run),
          onFocus: () => choices.focus(run),
          onOnly: () => choices.only(run),
          onPin: () => choices.pin(run),
          onBaseline: () => choices.baseline(run),
          onColor: () => setColoring(run.id),
        })}
        target={
          <div
            className="list"
            ref={scroller}
            data-former={table.isFormer}
            onKeyDown={(event) => {
              if (take(event)) event.preventDefault();
            }}
            onFocus={(event) => {
              const row = event.target.closest<HTMLElement>("[data-run], [data-group]");
              if (row !== null) setActive(rowKey(row));
            }}
          >
            {pinned.length === 0 ? null : (
              <div className="pins" role="list" aria-label="Pinned runs">
                {pinned.map((run) => (
                  <div key={run.id}>{runRow(run, 0)}</div>
                ))}
              </div>
            )}
            <div role="list" aria-label="Runs" style={{ height: rowPlaces.end, position: "relative" }}>
              {drawn.map((index) => {
                const item = items.at(index);
                const run = item.kind === "run" ? table.row(item.place) : undefined;
                return (
                  <div
                    key={item.kind === "group" ? item.node.id : (run?.id ?? index)}
                    className="slot"
                    style={{ transform: `translateY(${rowPlaces.startOf(index)}px)` }}
                  >
                    {item.kind === "group" ? groupRow(item.node) : null}
                    {item.kind === "run" && run !== undefined ? runRow(run, item.level) : null}
                    {item.kind === "run" && run === undefined ? (
                      <div
                        className="rr wait"
                        role="listitem"
                        aria-label={`Run ${groupDigits(item.place + 1)}`}
                      />
                    ) : null}
                  </div>
                );
              })}
            </div>
            {groups !== undefined && groups.total > groups.nodes.length && groups.total > 1_000 ? (
              <div className="none">The first 1,000 of {formatPlural(groups.total, "group")} are listed.</div>
            ) : null}
          </div>
        }
      />
    </>
  );
}

/** New runs come by themselves while nobody points at the list and its beginning is in sight; else a chip offers them. */
function useRefreshAtRest(
  { fresh, isFetching, refresh }: RunList["table"],
  scroller: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    if (fresh === 0 || isFetching) return;
    const list = scroller.current;
    const isAtRest = list !== null && list.scrollTop === 0 && !list.matches(":hover, :focus-within");
    if (isAtRest) refresh();
  }, [fresh, isFetching, refresh, scroller]);
}

function rowKey(row: HTMLElement): string | undefined {
  return row.dataset["run"] ?? row.dataset["group"];
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
