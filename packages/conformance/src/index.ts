export { conformanceCases } from "./conformance-case.ts";
export type { ConformanceCall, ConformanceCase, ConformanceExpectation } from "./conformance-case.ts";
export { decodeValue, NeedsEncoder } from "./decode-value.ts";
export type { TagDecoder, TaggedValue } from "./decode-value.ts";
export { differences } from "./differences.ts";
export { initialConfig, runCase } from "./run-case.ts";
export type { ConformanceTarget, ConformanceTrace } from "./run-case.ts";
