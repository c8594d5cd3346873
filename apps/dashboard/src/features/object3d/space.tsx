import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Object3D } from "three";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme } from "../charts/chart-theme.ts";
import { Icon } from "../shell/icon.tsx";
import { Slider } from "../shell/slider.tsx";
import { colours } from "../shell/theme.ts";
import "./object3d.css";
import { hasWebGl, NoWebGl } from "./no-web-gl.tsx";
import type { SceneLabel } from "./scene-objects.ts";
import { createSpaceView, type SpaceView } from "./space-view.ts";

export interface SpaceProps {
  readonly label: string;
  readonly up: "y" | "z";
  /** Makes what is drawn; called once, and freed with the viewer. */
  readonly make: () => {
    readonly root: Object3D;
    readonly labels: readonly SceneLabel[];
    /** Of points; none for models. */
    readonly points?: { size: number };
  };
  /** What is to be said of it, as "1,000 of 2,000 points drawn". */
  readonly note: string;
}

const turnBy = 0.15;
const backgrounds = ["page", "black", "white"] as const;

/** A scene to turn, move and zoom, by pointer, by keys and by buttons. */
export function Space({ label, up, make, note }: SpaceProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<SpaceView>(undefined);
  const points = useRef<{ size: number }>(undefined);
  const size = useElementSize(host);
  const painted = useValue(colours);
  const [isFlat, setIsFlat] = useState(false);
  const [pointSize, setPointSize] = useState(2);
  const [hasPoints, setHasPoints] = useState(false);
  const [background, setBackground] = useState<(typeof backgrounds)[number]>("page");

  useEffect(() => {
    if (host.current === null) return undefined;
    try {
      if (!hasWebGl()) throw new Error("There is no WebGL.");
      const made = make();
      points.current = made.points;
      setHasPoints(made.points !== undefined);
      view.current = createSpaceView({ host: host.current, up, ...made });
    } catch {
      setIsFlat(true);
      return undefined;
    }
    return () => {
      view.current?.dispose();
      view.current = undefined;
    };
  }, [make, up]);
  useEffect(() => {
    if (size !== undefined) view.current?.resize(size.width, size.height);
  }, [size, make, up]);
  useEffect(() => {
    const color = { page: chartTheme().color("--inset"), black: "#000000", white: "#ffffff" }[background];
    view.current?.background(color);
  }, [background, painted, make, up]);
  useEffect(() => {
    if (points.current !== undefined) points.current.size = pointSize;
    view.current?.redraw();
  }, [pointSize, make, up]);

  if (isFlat) return <NoWebGl />;
  return (
    <div className="space">
      {/* The keys of this group are also buttons below. */}
      <div
        ref={host}
        className="space-host"
        role="application"
        aria-label={`${label}. Arrows turn, Shift and arrows move, plus and minus zoom, 0 resets.`}
        data-testid="space"
        data-background={background}
        tabIndex={0}
        onPointerDown={() => host.current?.focus({ preventScroll: true })}
        onKeyDown={(event) => {
          if (view.current !== undefined && pressed(view.current, event)) {
            event.preventDefault();
            event.stopPropagation();
            event.nativeEvent.stopImmediatePropagation();
          }
        }}
      />
      <div className="space-bar">
        <Button name="Turn left" icon="left" onPress={() => view.current?.turn(turnBy, 0)} />
        <Button name="Turn right" icon="right" onPress={() => view.current?.turn(-turnBy, 0)} />
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Nearer"
          onClick={() => view.current?.zoom(1.2)}
        >
          +
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Farther"
          onClick={() => view.current?.zoom(1 / 1.2)}
        >
          {"\u2212"}
        </button>
        <button type="button" className="btn ghost" onClick={() => view.current?.reset()}>
          Reset view
        </button>
        {hasPoints ? (
          <label className="space-size">
            <span className="badge">Points {pointSize} px</span>
            <Slider label="Point size" min={1} max={8} step={1} value={pointSize} onInput={setPointSize} />
          </label>
        ) : null}
        <div className="seg" role="group" aria-label="Background">
          {backgrounds.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={background === one}
              onClick={() => setBackground(one)}
            >
              {one === "page" ? "Page" : one === "black" ? "Black" : "White"}
            </button>
          ))}
        </div>
        <span className="grow" />
        <span className="badge">{note}</span>
      </div>
    </div>
  );
}

function Button({
  name,
  icon,
  onPress,
}: {
  readonly name: string;
  readonly icon: "left" | "right";
  readonly onPress: () => void;
}): ReactNode {
  return (
    <button type="button" className="btn ghost icon" aria-label={name} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

function pressed(view: SpaceView, { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const ways: Record<string, readonly [number, number]> = {
    ArrowLeft: [1, 0],
    ArrowRight: [-1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
    a: [1, 0],
    d: [-1, 0],
  };
  const way = Object.hasOwn(ways, key) ? ways[key] : undefined;
  if (way !== undefined) {
    if (shiftKey) view.move(-way[0] * 0.05, way[1] * 0.05);
    else view.turn(way[0] * turnBy, way[1] * turnBy);
    return true;
  }
  if (key === "+" || key === "=" || key === "w") view.zoom(1.2);
  else if (key === "-" || key === "s") view.zoom(1 / 1.2);
  else if (key === "0") view.reset();
  else return false;
  return true;
}
