import type { ReactNode } from "react";
import { formatWeight } from "../../lib/format-weight.ts";
import { Slider } from "../shell/slider.tsx";
import type { MediaClass } from "./class-set.ts";
import { ClassToggles } from "./class-toggles.tsx";
import { plainLook, type MediaLook } from "./media-look.ts";

export interface MediaToolsProps {
  readonly look: MediaLook;
  readonly onLook: (look: MediaLook) => void;
  readonly classes: readonly MediaClass[];
  /** Names of mask layers, where there are several to choose from. */
  readonly layers: readonly string[];
  readonly drawn: ReadonlySet<string>;
  readonly hasMasks: boolean;
  readonly hasBoxes: boolean;
}

const modes = [
  ["overlay", "Overlay"],
  ["beside", "Side by side"],
  ["runs", "Across runs"],
] as const;

/** How pictures are shown: the way, the classes, boxes and masks over them, and the size of tiles. */
export function MediaTools(props: MediaToolsProps): ReactNode {
  const { look, onLook, classes, layers, drawn, hasMasks, hasBoxes } = props;
  const change = (part: Partial<MediaLook>): void => onLook({ ...look, ...part });
  return (
    <>
      <span className="seg" role="group" aria-label="Show">
        {modes.map(([mode, name]) => (
          <button key={mode} type="button" aria-pressed={look.mode === mode} onClick={() => change({ mode })}>
            {name}
          </button>
        ))}
      </span>
      {layers.length > 1 && look.mode !== "beside" ? (
        <span className="seg" role="group" aria-label="Masks">
          {layers.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={drawn.has(name)}
              onClick={() => change({ layers: toggled(drawn, name) })}
            >
              {name}
            </button>
          ))}
        </span>
      ) : null}
      {classes.length === 0 ? null : (
        <ClassToggles classes={classes} hidden={look.hidden} onHidden={(hidden) => change({ hidden })} />
      )}
      {hasBoxes ? (
        <>
          <button
            type="button"
            className="btn"
            aria-pressed={look.boxes}
            onClick={() => change({ boxes: !look.boxes })}
          >
            Boxes
          </button>
          {look.boxes ? (
            <Range
              label="Score from"
              value={look.threshold}
              usual={plainLook.threshold}
              onInput={(threshold) => change({ threshold })}
            />
          ) : null}
        </>
      ) : null}
      {hasMasks ? (
        <Range
          label="Opacity"
          value={look.opacity}
          usual={plainLook.opacity}
          onInput={(opacity) => change({ opacity })}
        />
      ) : null}
      <span className="grow" />
      <label className="btn smooth">
        <span>Size</span>
        <Slider
          label="Tile size"
          min={120}
          max={720}
          step={20}
          value={look.size}
          usual={plainLook.size}
          onInput={(size) => change({ size })}
        />
        <output>{look.size} px</output>
      </label>
    </>
  );
}

function Range({
  label,
  value,
  usual,
  onInput,
}: {
  readonly label: string;
  readonly value: number;
  readonly usual: number;
  readonly onInput: (value: number) => void;
}): ReactNode {
  return (
    <label className="btn smooth">
      <span>{label}</span>
      <Slider label={label} min={0} max={1} step={0.01} value={value} usual={usual} onInput={onInput} />
      <output>{formatWeight(value)}</output>
    </label>
  );
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
