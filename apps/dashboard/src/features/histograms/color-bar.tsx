import { useEffect, useRef, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { useValue } from "../../lib/use-value.ts";
import { colours } from "../shell/theme.ts";
import { colorRamp } from "./color-ramp.ts";

/** The colours of counts, from one to the most of the large histogram. */
export function ColorBar({ most }: { readonly most: number | undefined }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = useValue(colours);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context === null || context === undefined) return;
    for (const [at, color] of colorRamp().entries()) {
      context.fillStyle = color;
      context.fillRect(at, 0, 1, 8);
    }
  }, [painted]);
  return (
    <span className="h-scale">
      <span className="badge">count per bin, log: 1</span>
      <canvas ref={canvas} className="cbar" width={256} height={8} aria-hidden="true" />
      <span className="badge" data-testid="most">
        {most === undefined ? "" : groupDigits(most)}
      </span>
    </span>
  );
}
