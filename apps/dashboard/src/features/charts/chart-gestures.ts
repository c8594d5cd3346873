/** A place in the plot, CSS pixels from its upper left corner. */
export interface PlotPlace {
  readonly left: number;
  readonly top: number;
}

/** A part of the plot that is being marked, CSS pixels. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Shift was held: y counts too. */
  readonly both: boolean;
}

export interface GestureHandlers {
  /** The pointer, or undefined when it left or does something else. */
  readonly onPoint: (place: PlotPlace | undefined) => void;
  /** While a part is marked; undefined when that ended or was given up. */
  readonly onMark: (box: PlotBox | undefined) => void;
  readonly onSelect: (box: PlotBox) => void;
  /** The plot was dragged this far since the last call. */
  readonly onPan: (by: number) => void;
  /** x is to show `factor` times as much around a place. */
  readonly onScale: (factor: number, left: number) => void;
  /** A pan or a pinch ended. */
  readonly onSettle: () => void;
  readonly onClick: () => void;
  readonly onAltClick: () => void;
  readonly onReset: () => void;
}

/** A drag shorter than this is a click. */
const least = 6;
/** After the last turn of the wheel. */
const settleMs = 250;
/** A second click within this time resets the zoom and pins nothing. */
const doubleClickMs = 250;

/** Turns pointers, wheel and touches over a plot into what they mean; returns how to stop. */
export function attachGestures(plot: HTMLElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, PlotPlace>();
  let drag:
    | { readonly kind: "mark" | "pan" | "point"; readonly from: PlotPlace; last: PlotPlace }
    | undefined;
  let pinch: number | undefined;
  let isSpaceDown = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let clicking: ReturnType<typeof setTimeout> | undefined;

  const placeOf = ({ clientX, clientY }: MouseEvent): PlotPlace => {
    const box = plot.getBoundingClientRect();
    return { left: clientX - box.left, top: clientY - box.top };
  };
  const boxOf = (from: PlotPlace, to: PlotPlace, both: boolean): PlotBox => {
    const [x0, x1] = [clamp(from.left, plot.clientWidth), clamp(to.left, plot.clientWidth)].toSorted(
      (a, b) => a - b,
    );
    const [y0, y1] = [clamp(from.top, plot.clientHeight), clamp(to.top, plot.clientHeight)].toSorted(
      (a, b) => a - b,
    );
    return {
      left: x0 as number,
      top: y0 as number,
      width: (x1 as number) - (x0 as number),
      height: (y1 as number) - (y0 as number),
      both,
    };
  };
  const giveUp = (): void => {
    if (drag?.kind === "mark") handlers.onMark(undefined);
    drag = undefined;
  };

  const down = (event: PointerEvent): void => {
    const place = placeOf(event);
    pointers.set(event.pointerId, place);
    if (pointers.size === 2) {
      giveUp();
      pinch = distance(pointers);
      handlers.onPoint(undefined);
      return;
    }
    if (event.pointerType === "touch") {
      drag = { kind: "point", from: place, last: place };
      handlers.onPoint(place);
      return;
    }
    if (event.button > 1) return;
    const isPan = event.button === 1 || isSpaceDown;
    drag = { kind: isPan ? "pan" : "mark", from: place, last: place };
    if (isPan) handlers.onPoint(undefined);
    // A middle click would scroll the page instead; a drag would mark text.
    event.preventDefault();
    plot.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
    capture(plot, event.pointerId);
  };

  const move = (event: PointerEvent): void => {
    const place = placeOf(event);
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, place);
    if (pinch !== undefined && pointers.size === 2) {
      const now = distance(pointers);
      const middle = [...pointers.values()].reduce((sum, { left }) => sum + left / 2, 0);
      if (now > 0) handlers.onScale(pinch / now, middle);
      pinch = now;
      return;
    }
    if (drag === undefined || drag.kind === "point") return handlers.onPoint(place);
    if (drag.kind === "pan") {
      handlers.onPan(place.left - drag.last.left);
      drag.last = place;
      return;
    }
    const box = boxOf(drag.from, place, event.shiftKey);
    handlers.onMark(box.width > least || box.height > least ? box : undefined);
    handlers.onPoint(place);
  };

  const up = (event: PointerEvent): void => {
    pointers.delete(event.pointerId);
    if (pinch !== undefined) {
      if (pointers.size < 2) pinch = undefined;
      return handlers.onSettle();
    }
    const ended = drag;
    giveUp();
    if (ended === undefined) return;
    const box = boxOf(ended.from, placeOf(event), event.shiftKey);
    const isClick = box.width <= least && box.height <= least;
    if (ended.kind === "pan") return handlers.onSettle();
    if (isClick && event.altKey) handlers.onAltClick();
    else if (isClick) {
      clearTimeout(clicking);
      clicking = setTimeout(handlers.onClick, doubleClickMs);
    } else if (ended.kind === "mark" && box.width > least) handlers.onSelect(box);
  };

  const cancel = ({ pointerId }: PointerEvent): void => {
    pointers.delete(pointerId);
    pinch = undefined;
    giveUp();
    handlers.onPoint(undefined);
  };
  const leave = ({ pointerType }: PointerEvent): void => {
    if (drag === undefined && pointerType !== "touch") handlers.onPoint(undefined);
  };
  const reset = (): void => {
    clearTimeout(clicking);
    handlers.onReset();
  };
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const turns = Math.max(-1, Math.min(1, event.deltaY / 120));
    handlers.onScale(1.35 ** turns, placeOf(event).left);
    clearTimeout(settling);
    settling = setTimeout(handlers.onSettle, settleMs);
  };
  const space = (event: KeyboardEvent): void => {
    if (event.key === " ") isSpaceDown = event.type === "keydown";
  };

  const events = new AbortController();
  const { signal } = events;
  plot.addEventListener("pointerdown", down, { signal });
  plot.addEventListener("pointermove", move, { signal });
  plot.addEventListener("pointerup", up, { signal });
  plot.addEventListener("pointercancel", cancel, { signal });
  plot.addEventListener("pointerleave", leave, { signal });
  plot.addEventListener("dblclick", reset, { signal });
  plot.addEventListener("wheel", wheel, { signal, passive: false });
  window.addEventListener("keydown", space, { signal });
  window.addEventListener("keyup", space, { signal });
  return () => {
    events.abort();
    clearTimeout(settling);
    clearTimeout(clicking);
  };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function distance(pointers: ReadonlyMap<number, PlotPlace>): number {
  const [a, b] = [...pointers.values()];
  return a === undefined || b === undefined ? 0 : Math.hypot(a.left - b.left, a.top - b.top);
}

/** The drag goes on outside of the plot. A pointer that is gone already cannot be captured. */
function capture(plot: HTMLElement, pointer: number): void {
  try {
    plot.setPointerCapture(pointer);
  } catch {
    // Then the drag ends at the edge.
  }
}
