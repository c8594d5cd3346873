import type { SessionLike, ValueMetadataLike } from "./session-like.ts";
import type { SessionOptionsLike } from "./session-options-like.ts";

const RECORDED = [
  "graphOptimizationLevel",
  "executionMode",
  "intraOpNumThreads",
  "interOpNumThreads",
  "enableProfiling",
] as const satisfies readonly (keyof SessionOptionsLike)[];

/** An axis of any length without a name: in Node, and -1 as onnxruntime-web reads it. */
const ANY: ReadonlySet<number | string> = new Set(["", -1, 2 ** 32 - 1]);

/** What the config says of a session: its inputs and outputs, and how it was created. */
export function describeSession(
  session: SessionLike,
  options: SessionOptionsLike = {},
): Record<string, unknown> {
  const providers = options.executionProviders?.map((each) => (typeof each === "string" ? each : each.name));
  const recorded = RECORDED.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  return {
    inputs: describeValues(session.inputNames, session.inputMetadata),
    outputs: describeValues(session.outputNames, session.outputMetadata),
    ...(providers && { executionProviders: providers }),
    ...Object.fromEntries(recorded),
  };
}

function describeValues(
  names: readonly string[] = [],
  metadata: readonly ValueMetadataLike[] = [],
): Record<string, unknown>[] {
  return names.map((name) => {
    const known = metadata.find((each) => each.name === name);
    if (known === undefined || !known.isTensor) return { name };
    return { name, type: known.type, shape: known.shape.map((size) => (ANY.has(size) ? "?" : size)) };
  });
}
