import { useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { expressionInterpreter } from "vega-interpreter";
import embed, { type Result, type VisualizationSpec } from "vega-embed";
import { useFileContent } from "../../lib/use-file-content.ts";
import { useValue } from "../../lib/use-value.ts";
import { InPanel } from "../media/in-panel.ts";
import { plainReason } from "../shell/message.tsx";
import { colours } from "../shell/theme.ts";
import "./custom-chart.css";
import { figureJson } from "./figure-json.ts";
import { vegaConfig } from "./vega-config.ts";
import { sealedLoader } from "./sealed-loader.ts";
import { faultLogger } from "./fault-logger.ts";
import { tryVega } from "./try-vega.ts";
import { boundVegaFunctions } from "./vega-functions.ts";

/** Vega writes nothing to the console: what fails is said in the page. */
const silent = 0;
const mostBytes = 16 * 1_024 * 1_024;
boundVegaFunctions();

export interface LoggedFigureProps {
  readonly url: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly label: string;
}

/** A logged Vega or Vega-Lite figure. */
export function LoggedVega({ url, size, label }: LoggedFigureProps): ReactNode {
  const file = useFileContent({ what: "Vega figure", url, size, mostBytes, read: figureJson });
  if (file.state === "failed") return <p className="warn">{file.reason}</p>;
  if (file.state === "loading") return <div className="figure" role="status" aria-label="Loading" />;
  return <VegaView spec={file.content} label={label} />;
}

/** A Vega or Vega-Lite figure in the page's colours. Nothing in it is run or loaded. */
export function VegaView({ spec, label }: { readonly spec: object; readonly label: string }): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const inPanel = useContext(InPanel);
  const painted = useValue(colours);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    const { current } = host;
    if (current === null) return undefined;
    let made: Result | undefined;
    let isGone = false;
    let refused: string | undefined;
    setProblem(undefined);
    const given = spec as Readonly<Record<string, unknown>>;
    const fitted = isSingle(given) ? { ...given, ...roomFor(given, inPanel) } : given;
    const draw = (): Promise<Result | undefined> =>
      isGone
        ? Promise.resolve(undefined)
        : embed(current, fitted as unknown as VisualizationSpec, {
            ast: true,
            expr: expressionInterpreter,
            loader: sealedLoader((reason) => {
              refused = reason;
              if (!isGone) setProblem(`This figure is not complete. ${reason}`);
            }),
            logLevel: silent,
            logger: faultLogger((reason) => {
              if (!isGone && refused === undefined)
                setProblem(`This figure is not complete. ${plainReason(reason)}`);
            }),
            config: vegaConfig(),
            renderer: "svg",
            tooltip: true,
            actions: { export: { svg: true, png: true }, source: false, compiled: false, editor: false },
            downloadFileName: label,
          });
    tryVega(spec)
      .then(draw)
      .then(
        (result) => {
          made = result;
          if (result === undefined || isGone) return result?.finalize();
          // Its own name for the menu of downloads is none.
          for (const menu of current.querySelectorAll("summary"))
            menu.setAttribute("aria-label", "Save as a picture");
          // Marks that are called "rect mark container" tell nobody anything: the figure around them has a name.
          current.querySelector("svg.marks")?.setAttribute("aria-hidden", "true");
        },
        (error: unknown) => {
          if (!isGone) setProblem(`Could not draw this figure: ${plainReason(error)}`);
        },
      );
    return () => {
      isGone = true;
      made?.finalize();
    };
  }, [spec, label, painted, inPanel]);
  return (
    <>
      {problem === undefined ? null : <p className="warn">{problem}</p>}
      <div ref={host} className="figure vega" data-testid="vega" role="figure" aria-label={label} />
    </>
  );
}

/** What a figure without a size of its own fills: the width, and in a panel the height too. */
function roomFor(
  { width, height }: Readonly<Record<string, unknown>>,
  inPanel: boolean,
): Readonly<Record<string, "container">> {
  return {
    ...(width === undefined ? { width: "container" } : {}),
    ...(height === undefined && inPanel ? { height: "container" } : {}),
  };
}

/** One view of Vega-Lite, which a spec is that names neither. */
function isSingle({ $schema, ...spec }: Readonly<Record<string, unknown>>): boolean {
  const isLite = typeof $schema === "string" ? $schema.includes("vega-lite") : "encoding" in spec;
  return isLite && ("mark" in spec || "layer" in spec);
}
