import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { plainJson } from "./plain-data.ts";

const MARKER = Symbol.for("stepwell.Plotly");

/** A Plotly figure: what `Plotly.newPlot` takes. Arrays may be typed ones. */
export interface PlotlyFigure {
  readonly data: readonly object[];
  readonly layout?: object;
  readonly frames?: readonly object[];
}

/**
 * A Plotly figure for `log`, kept as it is now. Throws `UsageError` for anything without a list of traces as `data`.
 *
 * @example run.log({ fit: new Plotly({ data: [{ type: "scatter", x, y }], layout: { title: "Fit" } }) });
 */
export class Plotly implements Media {
  readonly [MARKER] = true;
  readonly json: string;

  constructor(figure: PlotlyFigure) {
    this.json = readArguments("a Plotly figure", () => figureJson(figure));
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Plotly",
      target: createMediaTarget,
      encode: (target) => {
        const bytes = new TextEncoder().encode(this.json);
        return fileJson("plotly-file", target.store({ folder: "plotly", extension: ".plotly.json", bytes }));
      },
      column: () => ({ wbType: "plotly-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Plotly {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

function figureJson(figure: PlotlyFigure): string {
  if (typeof figure !== "object" || figure === null) return refuse(`it is "${showValue(figure)}"`);
  const { data, layout = {}, frames } = figure;
  const traces = readTraces("data", data);
  if (typeof layout !== "object" || layout === null || Array.isArray(layout))
    return refuse(`its "layout" is "${showValue(layout)}"`);
  return plainJson({
    data: traces,
    layout,
    ...(frames === undefined ? {} : { frames: readTraces("frames", frames) }),
  });
}

function readTraces(name: string, list: unknown): readonly object[] {
  if (!Array.isArray(list)) return refuse(`its "${name}" is "${showValue(list)}"`);
  return Array.from(list as readonly unknown[], (one, index) =>
    typeof one === "object" && one !== null
      ? one
      : refuse(`entry "${index}" of its "${name}" is "${showValue(one)}"`),
  );
}

function refuse(reason: string): never {
  throw new UsageError(
    `[core] Failed to make a Plotly figure: ${reason}. Give { data: [trace, …], layout }, all objects.`,
  );
}
