export { createMockServer } from "./create-mock-server.ts";
export type { MockServer, MockServerOptions } from "./create-mock-server.ts";
export type { MockRun, MockRunName } from "./read-run.ts";
