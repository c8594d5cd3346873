import { parse, View, type Spec } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { sealedLoader } from "./sealed-loader.ts";
import { boundVegaFunctions } from "./vega-functions.ts";

/** Computes a figure where nobody sees it, and says when that is done. What is wrong with it is said where it is drawn. */
addEventListener("message", ({ data }: MessageEvent<object>) => {
  compute(data).then(
    () => postMessage("done"),
    () => postMessage("done"),
  );
});
boundVegaFunctions();
postMessage("ready");

async function compute(spec: object): Promise<void> {
  const { $schema } = spec as { readonly $schema?: unknown };
  const isVega = typeof $schema === "string" && !$schema.includes("vega-lite");
  const vega = isVega ? (spec as Spec) : compile(spec as TopLevelSpec).spec;
  const view = new View(parse(vega, undefined, { ast: true } as never), {
    expr: expressionInterpreter,
    loader: sealedLoader(() => undefined),
    logLevel: 0,
    renderer: "none",
  } as never);
  await view.runAsync();
  view.finalize();
}
