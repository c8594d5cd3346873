import type { ModelLike } from "@stepwell/watch";
import { layerGraph } from "./layer-graph.ts";
import { parametersOf } from "./parameters.ts";
import { readOnnxModel } from "./read-onnx-model.ts";

/**
 * The bytes of an ONNX file as a model for `@stepwell/watch`: its parameters by name, and its layers. Values in other
 * files are left out. Throws `UsageError` for bytes that are no ONNX file.
 *
 * @example run.log(await parameterHistograms(onnxModelLike(await readFile("vad.onnx"))));
 */
export function onnxModelLike(bytes: Uint8Array): ModelLike {
  const { graph } = readOnnxModel(bytes);
  const parameters = parametersOf(graph).filter(({ tensor }) => !tensor.isExternal);
  return {
    tensors: () =>
      parameters.map(({ name, tensor }) => ({ name, read: () => tensor.read() ?? new Float32Array(0) })),
    graph: () => layerGraph(graph),
  };
}
