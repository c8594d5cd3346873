import { createViewer, type GLViewer } from "3dmol";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { useFileContent } from "../../lib/use-file-content.ts";
import { useValue } from "../../lib/use-value.ts";
import { chartTheme } from "../charts/chart-theme.ts";
import { hasWebGl, NoWebGl } from "../object3d/no-web-gl.tsx";
import { colours } from "../shell/theme.ts";
import { moleculeFormat } from "./molecule-format.ts";
import "./molecule.css";

const mostBytes = 32 * 1_024 * 1_024;
const styles = {
  Stick: { stick: { radius: 0.14 }, sphere: { scale: 0.22 } },
  Cartoon: { cartoon: { color: "spectrum" } },
  Sphere: { sphere: {} },
  Line: { line: {} },
} as const;

type Style = keyof typeof styles;

export interface LoggedMoleculeProps {
  readonly url: string;
  /** Its path says what kind of file it is. */
  readonly path: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
}

/** A logged molecule, turned by pointer, keys and buttons. */
export function LoggedMolecule({ url, path, size, label }: LoggedMoleculeProps): ReactNode {
  const format = moleculeFormat(path);
  const file = useFileContent({
    what: "molecule",
    url,
    size: format === undefined ? 0 : size,
    mostBytes,
    read: (bytes) => new TextDecoder().decode(bytes),
  });
  if (format === undefined)
    return <p className="dim">Molecules of this type can't be drawn here. Download the file.</p>;
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (file.state === "loading") return <div className="mol-host" role="status" aria-label="Loading" />;
  return <MoleculeView text={file.content} format={format} label={label} />;
}

export interface MoleculeViewProps {
  readonly text: string;
  /** As 3Dmol calls it. */
  readonly format: string;
  readonly label: string;
}

/** A molecule of a file's text. */
export function MoleculeView({ text, format, label }: MoleculeViewProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const viewer = useRef<GLViewer>(undefined);
  const size = useElementSize(host);
  const painted = useValue(colours);
  const [atoms, setAtoms] = useState(0);
  const [problem, setProblem] = useState<string>();
  const [isFlat, setIsFlat] = useState(false);
  const [style, setStyle] = useState<Style>("Stick");

  useEffect(() => {
    const box = host.current;
    if (box === null) return undefined;
    let made: GLViewer | undefined;
    try {
      made = !hasWebGl() ? undefined : createViewer(box, { backgroundColor: chartTheme().color("--inset") });
    } catch {
      made = undefined;
    }
    if (made === undefined) {
      setIsFlat(true);
      return undefined;
    }
    viewer.current = made;
    let count = 0;
    try {
      count = made.addModel(text, format).selectedAtoms({}).length;
    } catch {
      count = 0;
    }
    setAtoms(count);
    if (count === 0) setProblem("This file has no atoms that can be read. Download it to look at it.");
    const hasChains = count > 0 && made.selectedAtoms({ atom: "CA" }).length > 3;
    if (hasChains) setStyle("Cartoon");
    reset(made);
    return () => {
      made.clear();
      viewer.current = undefined;
      // Its canvas, and with it the graphics context, which a page has few of.
      for (const canvas of box.querySelectorAll("canvas")) {
        const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
        context?.getExtension("WEBGL_lose_context")?.loseContext();
        canvas.remove();
      }
    };
  }, [text, format]);
  useEffect(() => {
    viewer.current?.setStyle({}, styles[style]);
    viewer.current?.render();
  }, [style, text, format]);
  useEffect(() => {
    viewer.current?.setBackgroundColor(chartTheme().color("--inset"), 1);
  }, [painted, text, format]);
  useEffect(() => void viewer.current?.resize(), [size]);

  if (isFlat) return <NoWebGl />;
  if (problem !== undefined) return <p className="warn">{problem}</p>;
  return (
    <div className="mol">
      <div
        ref={host}
        className="mol-host"
        role="application"
        aria-label={`${label}. Arrows turn, plus and minus zoom, 0 resets.`}
        data-testid="molecule"
        data-atoms={atoms}
        tabIndex={0}
        onWheelCapture={(event) => {
          // The wheel is the page's until somebody is at work here.
          if (document.activeElement !== host.current) event.stopPropagation();
        }}
        onPointerDown={() => host.current?.focus({ preventScroll: true })}
        onKeyDown={(event) => {
          if (viewer.current === undefined || !pressed(viewer.current, event)) return;
          event.preventDefault();
          event.nativeEvent.stopImmediatePropagation();
        }}
      />
      <div className="mol-bar">
        <div className="seg" role="group" aria-label="Style">
          {(Object.keys(styles) as Style[]).map((one) => (
            <button key={one} type="button" aria-pressed={style === one} onClick={() => setStyle(one)}>
              {one}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Nearer"
          onClick={() => viewer.current?.zoom(1.2)}
        >
          +
        </button>
        <button
          type="button"
          className="btn ghost icon"
          aria-label="Farther"
          onClick={() => viewer.current?.zoom(1 / 1.2)}
        >
          {"\u2212"}
        </button>
        <button type="button" className="btn ghost" onClick={() => reset(viewer.current)}>
          Reset view
        </button>
        <span className="grow" />
        <span className="badge">{formatPlural(atoms, "atom")}</span>
      </div>
    </div>
  );
}

/** All of it, the longest way across. */
function reset(viewer: GLViewer | undefined): void {
  if (viewer === undefined) return;
  viewer.setView([0, 0, 0, 0, 0, 0, 0, 1]);
  const [x, y, z] = (["x", "y", "z"] as const).map((axis) => extent(viewer, axis));
  if (x !== undefined && y !== undefined && z !== undefined) {
    if (z > x && z > y) viewer.rotate(90, "y");
    else if (y > x) viewer.rotate(90, "z");
  }
  viewer.zoomTo();
  viewer.zoom(1.5);
  viewer.render();
}

function extent(viewer: GLViewer, axis: "x" | "y" | "z"): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const atom of viewer.selectedAtoms({})) {
    const place = atom[axis];
    if (place !== undefined) [low, high] = [Math.min(low, place), Math.max(high, place)];
  }
  return high - low;
}

function pressed(viewer: GLViewer, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (key === "ArrowLeft") viewer.rotate(-9, "y");
  else if (key === "ArrowRight") viewer.rotate(9, "y");
  else if (key === "ArrowUp") viewer.rotate(-9, "x");
  else if (key === "ArrowDown") viewer.rotate(9, "x");
  else if (key === "+" || key === "=") viewer.zoom(1.2);
  else if (key === "-") viewer.zoom(1 / 1.2);
  else if (key === "0") reset(viewer);
  else return false;
  return true;
}
