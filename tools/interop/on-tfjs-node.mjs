import { loadTfjsNode } from "./tfjs-node.mjs";

// Runs before each test file when STEPWELL_TFJS is "node": what the tests import as tfjs computes in TensorFlow then.
loadTfjsNode();
