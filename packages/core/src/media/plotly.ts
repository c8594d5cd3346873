import { UsageError } from "../core-error.ts";
import { fileJson, MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
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
    if (typeof figure !== "object" || figure === null || !Array.isArray(figure.data)) {
      throw new UsageError(
        "[core] Failed to make a Plotly figure: it has no list of traces. Give { data: [trace, …], layout }.",
      );
    }
    const { data, layout = {}, frames } = figure;
    this.json = plainJson({ data, layout, ...(frames === undefined ? {} : { frames }) });
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Plotly",
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
