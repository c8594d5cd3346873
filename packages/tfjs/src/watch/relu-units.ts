/** The ReLU units that a weight belongs to. */
export interface ReluUnits {
  readonly layer: string;
  /** Along the last axis of the weight. */
  readonly count: number;
}

const KERNEL_LAYERS: readonly unknown[] = ["Dense", "Conv1D", "Conv2D", "Conv3D"];
const RELUS: readonly unknown[] = ["relu", "relu6"];

/**
 * The kernels whose units end in a ReLU, by the names of their variables: of dense and convolution layers with that
 * activation, and of those right before a layer that is one. Layers of models inside the model are among them.
 */
export function reluUnits(layers: readonly object[]): Map<string, ReluUnits> {
  const found = new Map<string, ReluUnits>();
  for (const layer of layers) {
    if (isRelu(layer)) {
      addKernel(found, layer);
      if (isActivationLayer(layer)) for (const before of inboundLayers(layer)) addKernel(found, before);
    }
    for (const [name, units] of reluUnits(listOf(layer, "layers"))) found.set(name, units);
  }
  return found;
}

/** The layers that flow into one, once for each time. */
export function inboundLayers(layer: object): readonly object[] {
  return listOf(layer, "inboundNodes").flatMap((node) => listOf(node, "inboundLayers"));
}

/** A list of objects that an object has under a name; empty when it has none. */
function listOf(owner: object, name: string): readonly object[] {
  const list: unknown = Reflect.get(owner, name);
  return Array.isArray(list)
    ? list.filter((one): one is object => typeof one === "object" && one !== null)
    : [];
}

function isActivationLayer(layer: object): boolean {
  return ["ReLU", "Activation"].includes(String(className(layer)));
}

function isRelu(layer: object): boolean {
  const activation: unknown = Reflect.get(layer, "activation");
  return className(layer) === "ReLU" || (isObject(activation) && RELUS.includes(className(activation)));
}

function addKernel(found: Map<string, ReluUnits>, layer: object): void {
  const kernel: unknown = Reflect.get(layer, "kernel");
  if (!KERNEL_LAYERS.includes(className(layer)) || !isObject(kernel)) return;
  const shape: unknown = Reflect.get(kernel, "shape");
  const count: unknown = Array.isArray(shape) ? shape.at(-1) : undefined;
  if (typeof count !== "number" || count < 1) return;
  found.set(String(Reflect.get(kernel, "name")), { layer: String(Reflect.get(layer, "name")), count });
}

function className(thing: object): unknown {
  const name: unknown = Reflect.get(thing, "getClassName");
  return typeof name === "function" ? Reflect.apply(name, thing, []) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
