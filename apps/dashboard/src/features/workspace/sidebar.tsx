import {
  useCallback,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { Icon } from "../shell/icon.tsx";

const storageKey = "stepwell.side-width";
const least = 220;
const most = 480;

/** The column beside the charts, resized by its edge; on small screens a sheet. */
export function Sidebar({
  open,
  onHide,
  children,
}: {
  /** On small screens: the sheet is up. */
  readonly open: boolean;
  readonly onHide: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const [width, setWidth] = useState(stored);
  const resize = useCallback((next: number) => {
    const inside = Math.round(Math.min(most, Math.max(least, next)));
    setWidth(inside);
    try {
      localStorage.setItem(storageKey, String(inside));
    } catch {
      // Without storage the width lasts as long as the page.
    }
  }, []);
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(event.clientX);
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key === "ArrowLeft") resize(width - 16);
    if (event.key === "ArrowRight") resize(width + 16);
  };
  return (
    <aside
      className="side"
      aria-label="Runs"
      data-open={open}
      style={{ "--side-w": `${width}px` } as CSSProperties}
    >
      {children}
      <div
        className="edge"
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the runs list"
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={keys}
      />
      <button
        type="button"
        className="side-hide"
        aria-label="Hide the list of runs"
        title="Hide the list (Ctrl J)"
        onClick={onHide}
      >
        <Icon name="left" />
      </button>
    </aside>
  );
}

function stored(): number {
  try {
    const width = Number(localStorage.getItem(storageKey));
    return width >= least && width <= most ? width : 296;
  } catch {
    return 296;
  }
}
