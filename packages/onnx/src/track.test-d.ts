import type { AttachedRun, Run } from "@stepwell/core";
import type * as common from "onnxruntime-common";
import type * as node from "onnxruntime-node";
import type { RunLike } from "./run-like.ts";
import type { SessionLike, TensorLike } from "./session-like.ts";
import type { SessionOptionsLike } from "./session-options-like.ts";
import { track } from "./track.ts";
import type { Tracked } from "./tracked-session.ts";

// The real types of ONNX Runtime fit our structural ones: those of Node, and those of onnxruntime-common, which are all
// that onnxruntime-web has. Compiling is the test.
declare const inNode: node.InferenceSession;
declare const onWeb: common.InferenceSession;
declare const created: Awaited<ReturnType<typeof common.InferenceSession.create>>;
declare const tensor: common.Tensor;
declare const options: common.InferenceSession.SessionOptions;
declare const run: Run;
declare const attached: AttachedRun;
declare const typedRun: Run<{ loss: number }>;

export const sessions: readonly SessionLike[] = [inNode, onWeb, created];
export const tensors: readonly TensorLike[] = [tensor];
export const sessionOptions: readonly SessionOptionsLike[] = [options];
export const runs: readonly RunLike[] = [run, typedRun, attached];

const tracked = track(inNode, { run, sessionOptions: options, classes: ["cat", "dog"] });

/** It goes where the session went, with all overloads. */
export const same: node.InferenceSession & Tracked = tracked;
export const results: Promise<node.InferenceSession.OnnxValueMapType> = tracked.run({ x: tensor }, ["y"]);
export const names: readonly string[] = track(onWeb).inputNames;
tracked.tracking.flush();

// @ts-expect-error There is nothing to track.
track({});
// @ts-expect-error A window is a number of milliseconds.
track(inNode, { windowMs: "10s" });
// @ts-expect-error A path and bytes are models, a number is none.
track(inNode, { model: 5 });
