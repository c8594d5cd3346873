import { bareCommand } from "./bare-command.mjs";
import { createdProject } from "./created-project.mjs";
import { projectConsumer } from "./project-consumer.mjs";
import { writtenStart } from "./written-start.mjs";

/** Everyone who installs what we pack. The slowest first, so that they don't stand alone at the end. */
export const consumers = [
  projectConsumer({ name: "mock-jest" }),
  writtenStart({
    page: "start-onnx.md",
    project: "first-steps",
    count: 1,
    rows: 3,
    keys: ["onnx/vad/latency_p50", "onnx/vad/throughput"],
    chart: "onnx/vad/latency_p50",
  }),
  writtenStart({
    page: "start-tfjs.md",
    project: "first-steps",
    count: 1,
    rows: 100,
    keys: ["batch/loss", "epoch/val_loss", "epoch/acc"],
    chart: "batch/loss",
  }),
  createdProject({ template: "onnx", rows: 2, keys: ["onnx/vad/latency_p50"] }),
  createdProject({ template: "tfjs", rows: 100, keys: ["batch/loss", "epoch/val_loss"] }),
  createdProject({ template: "plain", rows: 360, keys: ["train/loss", "val/loss"] }),
  writtenStart({
    page: "start.md",
    project: "first-steps",
    count: 2,
    rows: 900,
    keys: ["train/loss", "val/loss", "val/accuracy"],
    chart: "train/loss",
  }),
  projectConsumer({ name: "tfjs" }),
  projectConsumer({ name: "onnx" }),
  projectConsumer({ name: "mock-vitest" }),
  projectConsumer({ name: "vite-page", needsBrowser: true }),
  projectConsumer({ name: "web-worker", needsBrowser: true }),
  // The first release that we support, and the line after it.
  projectConsumer({ name: "node-20.19.0", folder: "node-esm", node: "20.19.0" }),
  projectConsumer({ name: "node-22", folder: "node-esm", node: "22.23.3" }),
  projectConsumer({ name: "node-esm" }),
  projectConsumer({ name: "node-require" }),
  projectConsumer({ name: "types-nodenext" }),
  projectConsumer({ name: "types-bundler" }),
  bareCommand({ name: "npx-stepwell", command: "npx stepwell --port 0", page: true }),
  bareCommand({ name: "npx-mock-server", command: "npx @stepwell/mock-server", page: false }),
];
