import { useRef, useState, type ReactNode } from "react";
import { MenuItem } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import type { PlotAxis } from "./plot-axis.ts";

export interface AxisHeadProps {
  readonly axis: PlotAxis;
  /** CSS pixels. */
  readonly x: number;
  readonly place: number;
  readonly of: number;
  readonly hasBrush: boolean;
  readonly placeAt: (x: number) => number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onUnbrush: () => void;
}

/** The name of an axis: a drag moves it among the others, a click opens what else can be done. */
export function AxisHead(props: AxisHeadProps): ReactNode {
  const { axis, x, place, of, hasBrush, placeAt, onMove, onRemove, onUnbrush } = props;
  const start = useRef<number>(undefined);
  const [by, setBy] = useState(0);
  const { title, prefix, take } = axis.column;
  const side = place === 0 ? "first" : place === of - 1 ? "last" : "middle";
  return (
    <span
      className="axis-head"
      data-side={side}
      style={{ left: x + by }}
      onPointerDown={(event) => {
        start.current = event.clientX;
      }}
      onPointerMove={(event) => {
        if (start.current === undefined) return;
        const moved = event.clientX - start.current;
        if (Math.abs(moved) > 4 || by !== 0) {
          event.currentTarget.setPointerCapture(event.pointerId);
          setBy(moved);
        }
      }}
      onPointerUp={() => {
        start.current = undefined;
        if (by === 0) return;
        setBy(0);
        const to = placeAt(x + by);
        if (to !== place) onMove(to);
      }}
    >
      <Menu
        trigger={
          <button type="button" title={`${prefix}${title}${take === "" ? "" : `, ${take}`}. Drag moves it.`}>
            {prefix === "" ? null : <span className="dim ell">{prefix}</span>}
            <span className="ell">{title}</span>
          </button>
        }
      >
        <MenuItem icon="left" isDisabled={place === 0} onSelect={() => onMove(place - 1)}>
          Move left
        </MenuItem>
        <MenuItem icon="right" isDisabled={place === of - 1} onSelect={() => onMove(place + 1)}>
          Move right
        </MenuItem>
        <MenuItem icon="undo" isDisabled={!hasBrush} onSelect={onUnbrush}>
          Take its brushes away
        </MenuItem>
        <MenuItem icon="x" isDisabled={of <= 2} onSelect={onRemove}>
          Remove axis
        </MenuItem>
      </Menu>
    </span>
  );
}
