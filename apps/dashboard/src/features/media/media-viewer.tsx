import * as Dialog from "radix-ui/dialog";
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { Icon } from "../shell/icon.tsx";
import type { ImageItem } from "./image-cell.ts";
import { drawnLayers, type MediaClasses, type MediaLook } from "./media-look.ts";
import { neighbourStep } from "./neighbour-step.ts";
import { Picture } from "./picture.tsx";
import { readPixel } from "./read-pixel.ts";
import { StepField } from "./step-field.tsx";
import type { KeySteps } from "./use-key-steps.ts";
import { usePreload } from "./use-preload.ts";
import { useStageSize } from "./use-stage-size.ts";
import { fitted, zoomed, type Place } from "./viewer-place.ts";

export interface MediaViewerProps {
  readonly images: readonly ImageItem[];
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onClose: () => void;
  readonly steps: KeySteps;
  readonly urlOf: (path: string) => string;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
  readonly fromStep: number | undefined;
  /** What somebody looks at next, in that order; it is loaded before. */
  readonly next: readonly ImageItem[];
}

/** A picture over the whole window: pan, zoom, the value of the pixel under the pointer, other pictures and steps. */
export function MediaViewer(props: MediaViewerProps): ReactNode {
  const { images, at, onAt, onClose, steps, urlOf, look, classes, fromStep, next } = props;
  const item = images[at] as ImageItem;
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const size = useStageSize(stage);
  const shape = { width: item.width ?? 512, height: item.height ?? 512 };
  const [moved, setMoved] = useState<Place>();
  const [pixel, setPixel] = useState("");
  const place = moved ?? fitted(shape, size);
  const grip = useRef<{ x: number; y: number; place: Place }>(undefined);
  const name = item.caption === "" ? (item.path.split("/").at(-1) ?? item.path) : item.caption;
  const turn = (by: number): void => onAt((at + by + images.length) % images.length);
  const go = (by: number): void => {
    const step = neighbourStep(steps.all, steps.step, by);
    if (step !== undefined) steps.choose(step, true);
  };
  const zoom = (factor: number, x = size.width / 2, y = size.height / 2): void =>
    setMoved(zoomed(place, factor, x, y));
  useEffect(() => setPixel(""), [item.path]);
  usePreload(next, urlOf, look);

  function onKeyDown(event: KeyboardEvent): void {
    // A field of steps takes digits, and what stands in it is edited.
    const { target } = event;
    if (target instanceof HTMLInputElement && (target.value !== "" || /^\d$/.test(event.key))) return;
    const run: Record<string, () => void> = {
      ArrowLeft: () => (event.ctrlKey ? go(-1) : turn(-1)),
      ArrowRight: () => (event.ctrlKey ? go(1) : turn(1)),
      "[": () => go(-1),
      "]": () => go(1),
      "{": () => go(-10),
      "}": () => go(10),
      "+": () => zoom(1.5),
      "=": () => zoom(1.5),
      "-": () => zoom(1 / 1.5),
      "0": () => setMoved(undefined),
      w: () => setMoved({ ...place, y: place.y + 60 }),
      s: () => setMoved({ ...place, y: place.y - 60 }),
      a: () => setMoved({ ...place, x: place.x + 60 }),
      d: () => setMoved({ ...place, x: place.x - 60 }),
    };
    const action = run[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    const from = grip.current;
    if (from !== undefined) {
      const [x, y] = [from.place.x + event.clientX - from.x, from.place.y + event.clientY - from.y];
      setMoved({ ...from.place, x, y });
      return;
    }
    const frame = event.currentTarget.getBoundingClientRect();
    const image = event.currentTarget.querySelector("img");
    const [x, y] = [
      Math.floor((event.clientX - frame.left - place.x) / place.scale),
      Math.floor((event.clientY - frame.top - place.y) / place.scale),
    ];
    setPixel(image === null ? "" : readPixel(image, { x, y }, shape));
  }

  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          className="viewer"
          data-layer="dialog"
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
        >
          <header>
            <Dialog.Title className="ell">{name}</Dialog.Title>
            <span className="badge">
              {at + 1} of {images.length}
            </span>
            <span className="badge">
              {fromStep === undefined
                ? `step ${formatStep(steps.step ?? null)}`
                : `from step ${formatStep(fromStep)}`}
            </span>
            <output className="mono" aria-label="Pixel">
              {pixel}
            </output>
            <span className="grow" />
            <Tool label="Previous image (←)" icon="left" onClick={() => turn(-1)} />
            <Tool label="Next image (→)" icon="right" onClick={() => turn(1)} />
            <button type="button" className="btn ghost" onClick={() => go(-1)} title="Previous step ([)">
              <kbd>[</kbd> step
            </button>
            <button type="button" className="btn ghost" onClick={() => go(1)} title="Next step (])">
              step <kbd>]</kbd>
            </button>
            <StepField steps={steps.all} onStep={(step) => steps.choose(step, true)} />
            <button
              type="button"
              className="btn ghost"
              onClick={() => zoom(1 / 1.5)}
              aria-label="Zoom out (−)"
            >
              −
            </button>
            <button type="button" className="btn ghost" onClick={() => setMoved(undefined)} title="Fit (0)">
              {Math.round(place.scale * 100)} %
            </button>
            <button type="button" className="btn ghost" onClick={() => zoom(1.5)} aria-label="Zoom in (+)">
              +
            </button>
            <Tool label="Close (Esc)" icon="x" onClick={onClose} />
          </header>
          <div
            ref={setStage}
            className="stage"
            data-testid="stage"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              grip.current = { x: event.clientX, y: event.clientY, place };
            }}
            onPointerUp={() => {
              grip.current = undefined;
            }}
            onPointerMove={onPointerMove}
            onDoubleClick={() => setMoved(undefined)}
            onWheel={(event) => {
              const frame = event.currentTarget.getBoundingClientRect();
              zoom(Math.exp(-event.deltaY / 400), event.clientX - frame.left, event.clientY - frame.top);
            }}
          >
            <div
              className="paper"
              style={{
                width: shape.width * place.scale,
                height: shape.height * place.scale,
                transform: `translate(${place.x}px, ${place.y}px)`,
              }}
            >
              <Picture
                key={item.path}
                item={item}
                urlOf={urlOf}
                look={look}
                classes={classes}
                masks={drawnLayers(item.masks, look.layers)}
                isPixelated={place.scale > 4}
              />
            </div>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Tool(props: {
  readonly label: string;
  readonly icon: "left" | "right" | "x";
  readonly onClick: () => void;
}): ReactNode {
  const { label, icon, onClick } = props;
  return (
    <button type="button" className="btn ghost icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
