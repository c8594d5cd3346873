import { readModelFile } from "#host";
import type { Graph } from "@stepwell/core";
import type { ModelFile } from "../model-file.ts";
import { sha256 } from "../sha256.ts";
import { layerGraph } from "./layer-graph.ts";
import { modelFacts } from "./model-facts.ts";
import { readOnnxModel } from "./read-onnx-model.ts";

export interface RecordModelOptions {
  readonly model: string | Uint8Array | ArrayBuffer;
  /** Puts facts into the config. */
  readonly put: (facts: Record<string, unknown>) => void;
  /** Logs the layers; absent when nobody wants them. */
  readonly logGraph: ((graph: Graph) => void) | undefined;
}

/** Puts size, digest and what the file says of itself into the config. Rejects with what could not be read or put. */
export async function recordModel({ model, put, logGraph }: RecordModelOptions): Promise<void> {
  const file = typeof model === "string" ? await readModelFile(model) : await fileOfBytes(model);
  const { size, sha256: digest, bytes } = file;
  const facts = { size, ...(digest !== undefined && { sha256: digest }) };
  if (bytes === undefined) return put(facts);
  // Also of a file that can't be understood, the digest says which one it was.
  let parsed;
  try {
    parsed = readOnnxModel(bytes);
  } catch (error) {
    put(facts);
    throw error;
  }
  put({ ...facts, ...modelFacts(parsed) });
  const graph = logGraph && layerGraph(parsed.graph);
  if (graph !== undefined) logGraph?.(graph);
}

async function fileOfBytes(model: Uint8Array | ArrayBuffer): Promise<ModelFile> {
  const bytes = model instanceof Uint8Array ? model : new Uint8Array(model);
  const digest = await sha256(bytes);
  return { size: bytes.length, bytes, ...(digest !== undefined && { sha256: digest }) };
}
