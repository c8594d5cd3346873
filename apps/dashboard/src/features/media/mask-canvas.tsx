import { useEffect, useRef, type ReactNode } from "react";
import { slotVariable } from "../../lib/palette.ts";
import { useValue } from "../../lib/use-value.ts";
import { colours } from "../shell/theme.ts";
import type { MediaClasses } from "./media-look.ts";
import { paintMask, type Rgb } from "./paint-mask.ts";
import { useMask } from "./use-mask.ts";

export interface MaskCanvasProps {
  readonly url: string;
  readonly classes: MediaClasses;
  readonly hidden: ReadonlySet<number>;
  readonly opacity: number;
}

/** A mask over its picture in the colours of its classes, one canvas pixel for each of its own. */
export function MaskCanvas({ url, classes, hidden, opacity }: MaskCanvasProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useValue(colours);
  const { data: mask, isError } = useMask(url);
  const { list, onSeen } = classes;
  useEffect(() => {
    if (mask !== undefined) onSeen(new Set(mask.ids));
  }, [mask, onSeen]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (mask === undefined || context === null || context === undefined) return;
    const style = getComputedStyle(document.documentElement);
    const colors = new Map<number, Rgb>();
    for (const { id, slot } of list) {
      if (!hidden.has(id)) colors.set(id, rgb(style.getPropertyValue(slotVariable(slot))));
    }
    const pixels = paintMask(mask, colors, opacity);
    context.putImageData(new ImageData(pixels, mask.width, mask.height), 0, 0);
  }, [mask, list, hidden, opacity, painted]);
  if (isError) return <span className="mask-note chip">Could not read the mask</span>;
  return (
    <canvas
      ref={canvas}
      className="mask"
      width={mask?.width ?? 1}
      height={mask?.height ?? 1}
      aria-hidden="true"
    />
  );
}

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.trim().slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
