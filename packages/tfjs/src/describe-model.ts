import type { LayerLike, LayersModelLike, OptimizerLike, ParamsLike } from "./tfjs-shapes.ts";

const SUMMARY_WIDTH = 80;

/** A model as plain data for a run's config: layers, parameters, optimizer with its settings, loss, summary text. */
export function describeModel(model: LayersModelLike): Record<string, unknown> {
  return {
    name: model.name,
    layers: model.layers.filter(isNoInput).map((layer) => ({
      name: layer.name,
      type: layer.getClassName(),
      outputShape: outputShape(layer),
      params: layer.countParams(),
    })),
    params: model.countParams(),
    ...describeTraining(model),
    summary: summaryText(model),
  };
}

/** How a model is being fitted, from what tfjs tells its callbacks; facts that tfjs leaves out are left out. */
export function describeFit(params: ParamsLike): Record<string, unknown> {
  const { epochs, initialEpoch, batchSize, samples, steps } = params;
  const known = Object.entries({ epochs, initialEpoch, batchSize, samples, stepsPerEpoch: steps });
  return Object.fromEntries(known.filter(([, value]) => typeof value === "number"));
}

/** The optimizer's learning rate now, or undefined for one that has none. */
export function learningRate(optimizer: OptimizerLike): number | undefined {
  // Protected in tfjs's types, and the property that schedules set.
  const rate = (optimizer as { readonly learningRate?: unknown }).learningRate;
  return typeof rate === "number" ? rate : undefined;
}

/** A model that was not compiled has neither. */
function describeTraining(model: LayersModelLike): Record<string, unknown> {
  const { optimizer } = model;
  if (optimizer === undefined || optimizer === null) return {};
  return {
    optimizer: { name: optimizer.getClassName(), ...plainMembers(optimizer.getConfig()) },
    loss: plainLoss(Reflect.get(model, "loss")),
  };
}

function summaryText(model: LayersModelLike): string {
  const lines: string[] = [];
  model.summary(SUMMARY_WIDTH, undefined, (line) => lines.push(String(line)));
  return lines.join("\n");
}

/** A layer that is used several times may have several, and tfjs throws for it. */
function outputShape(layer: LayerLike): unknown {
  try {
    return layer.outputShape;
  } catch {
    return "multiple";
  }
}

/** A Sequential has an input layer inside that its user never made. */
function isNoInput(layer: LayerLike): boolean {
  return layer.getClassName() !== "InputLayer";
}

function plainMembers(config: object): Record<string, unknown> {
  const plain = (value: unknown) => value === null || ["number", "string", "boolean"].includes(typeof value);
  return Object.fromEntries(Object.entries(config).filter(([, value]) => plain(value)));
}

function plainLoss(loss: unknown): unknown {
  if (typeof loss === "function") return loss.name === "" ? "function" : loss.name;
  if (Array.isArray(loss)) return loss.map(plainLoss);
  if (typeof loss === "object" && loss !== null) {
    return Object.fromEntries(Object.entries(loss).map(([name, value]) => [name, plainLoss(value)]));
  }
  return loss ?? null;
}
