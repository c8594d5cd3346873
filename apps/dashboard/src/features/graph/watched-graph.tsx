import type { RunDetail } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { Slider } from "../shell/slider.tsx";
import { useView } from "../shell/use-view.ts";
import type { GraphContent } from "./graph-content.ts";
import { GraphView } from "./graph-view.tsx";
import type { LayerShade } from "./layer-drawing.tsx";
import { layerKeys, shadeOf, shadeRange, type LayerKeys, type OverlayKind } from "./layer-shades.ts";
import { ShadeLegend } from "./shade-legend.tsx";
import { useLayerValues } from "./use-layer-values.ts";

export interface WatchedGraphProps {
  readonly detail: RunDetail;
  readonly content: GraphContent;
  /** Its key in the summary, as `graph_0`. */
  readonly graph: string;
}

const none: LayerKeys = new Map();
const names = { off: "No colours", norm: "Gradient norm", dead: "Dead units" } as const;

/** A graph whose layers are coloured by what was watched of them, at the shared step. */
export function WatchedGraph({ detail, content, graph }: WatchedGraphProps): ReactNode {
  const [view, setView] = useView();
  const [wanted, setWanted] = useState<keyof typeof names>("off");
  const keys = useMemo(() => {
    const numbers = detail.keys.filter(({ kind }) => kind === "number").map(({ key }) => key);
    const layers = content.layers.map(({ id }) => id);
    return {
      norm: layerKeys(numbers, layers, graph, "norm"),
      dead: layerKeys(numbers, layers, graph, "dead"),
    };
  }, [detail.keys, content, graph]);
  const kind: OverlayKind = wanted === "off" ? "norm" : wanted;
  const { project, id, status } = detail.run;
  const live = status === "running";
  const { values, steps } = useLayerValues(
    useMemo(() => ({ project, id, live }), [project, id, live]),
    wanted === "off" ? none : keys[kind],
    kind,
    view.step,
  );
  const range = shadeRange(values.values(), kind);
  const shades = new Map<string, LayerShade>(
    [...values].map(([layer, value]) => [
      layer,
      {
        shade: shadeOf(value, range, kind),
        text:
          kind === "dead" ? `${formatValue(Math.round(value * 1_000) / 10, 3)}\u2009%` : formatValue(value),
      },
    ]),
  );
  const drawing = (
    <GraphView content={content} label={graph} shades={wanted === "off" ? undefined : shades} />
  );
  if (keys.norm.size === 0 && keys.dead.size === 0) return drawing;
  const at = view.step === undefined ? steps.length - 1 : Math.max(0, lastAtOrBefore(steps, view.step));
  return (
    <>
      <div className="graph-bar">
        <div className="seg" role="group" aria-label="Colour of layers">
          {(Object.keys(names) as (keyof typeof names)[]).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={wanted === one}
              disabled={one !== "off" && keys[one].size === 0}
              onClick={() => setWanted(one)}
            >
              {names[one]}
            </button>
          ))}
        </div>
        {wanted === "off" || steps.length === 0 ? null : (
          <>
            <ShadeLegend range={range} kind={kind} />
            <span className="grow" />
            <span className="badge">step {formatStep(steps[at] ?? null)}</span>
            <Slider
              label="Step of the colours"
              min={0}
              max={Math.max(1, steps.length - 1)}
              step={1}
              value={at}
              onInput={(place, done) =>
                setView(
                  { step: place >= steps.length - 1 ? undefined : (steps[place] as number) },
                  { replace: !done },
                )
              }
            />
          </>
        )}
      </div>
      {drawing}
    </>
  );
}
