import type { RunColor } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { contrast } from "../../lib/contrast.ts";
import { formatValue } from "../../lib/format-value.ts";
import { paletteSize, slotColor, slotVariable } from "../../lib/palette.ts";
import "./color-picker.css";

const names = [
  "Blue",
  "Orange",
  "Green",
  "Mauve",
  "Sky",
  "Red",
  "Violet",
  "Ochre",
  "Plum",
  "Teal",
  "Purple",
  "Sage",
];
const leastContrast = 3;

export interface RunColorPickerProps {
  readonly name: string;
  readonly color: RunColor;
  readonly onPick: (color: RunColor) => void;
}

/** The twelve colours of runs, and any other; says when lines of it would be hard to see. */
export function RunColorPicker({ name, color, onPick }: RunColorPickerProps): ReactNode {
  const [own, setOwn] = useState(() => (typeof color === "string" ? color : tokenColor(slotVariable(color))));
  const ratio = contrast(own, tokenColor("--surface"));
  return (
    <div className="color-picker">
      <div className="color-slots" role="group" aria-label={`Colour of ${name}`}>
        {Array.from({ length: paletteSize }, (_, slot) => (
          <button
            key={slot}
            type="button"
            className="color-slot"
            aria-pressed={color === slot}
            aria-label={names[slot]}
            title={names[slot]}
            style={{ "--c": slotColor(slot) }}
            onClick={() => onPick(slot)}
          />
        ))}
      </div>
      <div className="color-own">
        <input
          type="color"
          aria-label="Own colour"
          value={own}
          onChange={(event) => setOwn(event.target.value as `#${string}`)}
        />
        <span className="grow mono">{own}</span>
        <button type="button" className="btn" onClick={() => onPick(own as `#${string}`)}>
          Use
        </button>
      </div>
      {ratio < leastContrast ? (
        <p className="color-warning" role="status">
          Contrast {formatValue(ratio, 2)}:1 on this background. Lines are hard to see below 3:1.
        </p>
      ) : null}
    </div>
  );
}

function tokenColor(variable: string): string {
  const value = variable.startsWith("#")
    ? variable
    : getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  // A build shortens "#ffffff".
  const whole = value.replace(/^#([\da-f])([\da-f])([\da-f])$/i, "#$1$1$2$2$3$3");
  return /^#[\da-f]{6}$/i.test(whole) ? whole.toLowerCase() : "#888888";
}
