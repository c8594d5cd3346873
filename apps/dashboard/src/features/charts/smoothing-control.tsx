import type { ReactNode } from "react";
import type { Smoothing } from "../../lib/smoothing.ts";
import { Icon } from "../shell/icon.tsx";
import { Menu } from "../shell/menu.tsx";
import { MenuChoice, MenuLabel } from "../shell/menu-items.tsx";
import { Slider } from "../shell/slider.tsx";
import { SmoothingValue } from "./smoothing-value.tsx";

export interface SmoothingControlProps {
  readonly smoothing: Smoothing;
  /** While dragging, and once at release. */
  readonly setSmoothing: (smoothing: Smoothing, done: boolean) => void;
}

const kinds = [
  { value: "ema", text: "Moving average", hint: "by distance" },
  { value: "gauss", text: "Gaussian", hint: "σ in points" },
  { value: "mean", text: "Running mean", hint: "of points" },
] as const;

const short: Record<Smoothing["kind"], string> = { ema: "", gauss: "σ", mean: "points" };

const firstOf: Record<Smoothing["kind"], Smoothing> = {
  ema: { kind: "ema", weight: 0.8 },
  gauss: { kind: "gauss", sigma: 5 },
  mean: { kind: "mean", points: 20 },
};

/** How much lines are smoothed, with a slider and as a number, and by what. */
export function SmoothingControl({ smoothing, setSmoothing }: SmoothingControlProps): ReactNode {
  const scale = scales[smoothing.kind];
  return (
    <div className="btn smooth">
      <span className="k" title="Smoothing (S, Shift S)">
        Smooth
      </span>
      <Slider
        label="Smoothing"
        min={0}
        max={scale.max}
        step={scale.step}
        value={Math.min(scale.max, scale.place(smoothing))}
        usual={scale.place(firstOf[smoothing.kind])}
        onInput={(place, done) => setSmoothing(scale.at(place), done)}
      />
      <SmoothingValue smoothing={smoothing} onChange={(next) => setSmoothing(next, true)} />
      <Menu
        trigger={
          <button
            type="button"
            className="smooth-kind"
            aria-label={`${kinds.find(({ value }) => value === smoothing.kind)?.text}, kind of smoothing`}
          >
            {short[smoothing.kind]}
            <Icon name="down" />
          </button>
        }
      >
        <MenuLabel>Smoothing</MenuLabel>
        <MenuChoice
          label="Kind of smoothing"
          value={smoothing.kind}
          options={kinds}
          onChange={(kind) => setSmoothing(firstOf[kind], true)}
        />
      </Menu>
    </div>
  );
}

interface Scale {
  readonly max: number;
  readonly step: number;
  readonly place: (smoothing: Smoothing) => number;
  readonly at: (place: number) => Smoothing;
}

// σ and points grow faster the farther the slider is: a few points and a few hundred are both in reach.
const scales: Record<Smoothing["kind"], Scale> = {
  ema: {
    max: 0.99,
    step: 0.01,
    place: (smoothing) => (smoothing.kind === "ema" ? smoothing.weight : 0),
    at: (weight) => ({ kind: "ema", weight }),
  },
  gauss: {
    max: 1,
    step: 0.01,
    place: (smoothing) => (smoothing.kind === "gauss" ? (smoothing.sigma / 200) ** (1 / 3) : 0),
    at: (place) => ({ kind: "gauss", sigma: rounded(200 * place ** 3) }),
  },
  mean: {
    max: 1,
    step: 0.01,
    place: (smoothing) => (smoothing.kind === "mean" ? ((smoothing.points - 1) / 1_000) ** (1 / 3) : 0),
    at: (place) => ({ kind: "mean", points: 1 + Math.round(1_000 * place ** 3) }),
  },
};

function rounded(sigma: number): number {
  return sigma < 10 ? Math.round(sigma * 10) / 10 : Math.round(sigma);
}
