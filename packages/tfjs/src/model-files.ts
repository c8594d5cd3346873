import type { LayersModelLike, ModelArtifactsLike } from "./tfjs-shapes.ts";

/** A saved model: the two files that `tf.loadLayersModel` reads. */
export interface ModelFiles {
  /** Of `model.json`. */
  readonly json: string;
  /** Of `weights.bin`. */
  readonly weights: Uint8Array;
}

const WEIGHTS = "weights.bin";

/**
 * The files of a model as tfjs writes them on any host. The weights are those of the moment of the call: their
 * reading begins before it returns. Rejects with what tfjs throws.
 */
export async function modelFiles(model: LayersModelLike): Promise<ModelFiles> {
  let given: ModelArtifactsLike | undefined;
  await model.save({
    async save(artifacts) {
      given = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    },
  });
  if (given === undefined)
    throw new Error('[tfjs] Failed to save the model: "save" gave its handler nothing.');
  const { weightData, weightSpecs, ...described } = given;
  const weightsManifest = [{ paths: [WEIGHTS], weights: weightSpecs }];
  return { json: JSON.stringify({ ...described, weightsManifest }), weights: joined(weightData) };
}

/** tfjs may hand over large weights in pieces. */
function joined(data: unknown): Uint8Array {
  const pieces = (Array.isArray(data) ? data : [data]).map((piece) => new Uint8Array(piece as ArrayBuffer));
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}
