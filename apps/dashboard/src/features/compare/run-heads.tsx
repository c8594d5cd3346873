import type { RunDetail } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { useState, type DragEvent, type ReactNode } from "react";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { silenceOf } from "../runs/run-silence.ts";
import { StatusMark } from "../runs/status-mark.tsx";
import { CutName } from "../shell/cut-name.tsx";
import { Icon } from "../shell/icon.tsx";
import { MenuItem, MenuSeparator } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import { useView } from "../shell/use-view.ts";
import { moveCompared } from "./compared-runs.ts";

export interface RunHeadsProps {
  readonly details: readonly RunDetail[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** The runs over their columns, the baseline first: dragged, or moved by their menus, they change places. */
export function RunHeads({ details, onChange }: RunHeadsProps): ReactNode {
  const [view, setView] = useView();
  const now = useNow(10_000);
  const ids = details.map(({ run }) => run.id);
  const [dragged, setDragged] = useState<number>();
  const [over, setOver] = useState<number>();
  const end = (): void => {
    setDragged(undefined);
    setOver(undefined);
  };
  const heads = (
    <thead>
      <tr>
        <th scope="col" className="key">
          <span className="sr">Key</span>
        </th>
        {details.map(({ run }, at) => (
          <th
            key={run.id}
            scope="col"
            className="cmp-run"
            data-run={run.id}
            data-over={over === at && dragged !== at ? "" : undefined}
            draggable
            onDragStart={(event: DragEvent) => {
              event.dataTransfer.effectAllowed = "move";
              event.dataTransfer.setData("text/plain", run.name);
              setDragged(at);
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              setOver(at);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== undefined && dragged !== at) onChange(moveCompared(ids, dragged, at));
              end();
            }}
            onDragEnd={end}
          >
            <span className="cmp-head">
              <span className="sw" style={{ "--c": slotColor(run.color) }} />
              <Link
                to="/p/$project/r/$run"
                params={{ project: run.project, run: run.id }}
                className="cut"
                aria-label={run.name}
                title={run.name}
              >
                <CutName name={run.name} />
              </Link>
              <StatusMark status={run.status} silent={silenceOf(run.status, run.updatedAt, now)} />
              <Menu
                align="end"
                trigger={
                  <button type="button" className="btn ghost icon" aria-label={`Column of ${run.name}`}>
                    <Icon name="more" />
                  </button>
                }
              >
                <MenuItem isDisabled={at === 0} onSelect={() => onChange(moveCompared(ids, at, 0))}>
                  Make it the baseline
                </MenuItem>
                <MenuItem
                  icon="left"
                  isDisabled={at === 0}
                  onSelect={() => onChange(moveCompared(ids, at, at - 1))}
                >
                  Move left
                </MenuItem>
                <MenuItem
                  icon="right"
                  isDisabled={at === ids.length - 1}
                  onSelect={() => onChange(moveCompared(ids, at, at + 1))}
                >
                  Move right
                </MenuItem>
                <MenuSeparator />
                <MenuItem icon="x" onSelect={() => onChange(ids.toSpliced(at, 1))}>
                  Take away
                </MenuItem>
              </Menu>
            </span>
            {at === 0 ? <span className="badge">baseline</span> : null}
          </th>
        ))}
      </tr>
    </thead>
  );
  return (
    <RunContextMenu
      target={heads}
      runOf={(id) => details.find(({ run }) => run.id === id)?.run}
      actions={({ id }) => ({
        focused: view.focus === id,
        onFocus: () => setView({ focus: view.focus === id ? undefined : id }),
        ...(ids[0] === id ? {} : { onBaseline: () => onChange(moveCompared(ids, ids.indexOf(id), 0)) }),
      })}
    />
  );
}
