import type { HttpHandler } from "msw";
import type { MockServer, MockServerOptions } from "../create-mock-server.ts";
import { createMockServer } from "../create-mock-server.ts";
import { MockError } from "../mock-error.ts";
import { createMswHandlers, DEFAULT_BASE_URL } from "./create-handlers.ts";

/** The hooks of a test runner: those of vitest and jest fit as they are. */
export interface LifecycleHooks {
  beforeAll(run: () => Promise<void>): unknown;
  afterEach(run: () => Promise<void>): unknown;
  afterAll(run: () => Promise<void>): unknown;
}

/** Where a mock server under msw is, and when. */
export interface SetupMockServerOptions extends MockServerOptions {
  /** Requests below this address are answered, all others pass by. Default "http://localhost:7733". */
  readonly baseUrl?: string;
  /** With them the mock server listens before the first test, forgets everything after each, and ends after the last. */
  readonly hooks?: LifecycleHooks;
}

/** What msw does, whichever way it meets requests. */
export interface Interception {
  start(handlers: readonly HttpHandler[]): void | Promise<void>;
  stop(): void;
}

/** A mock server that answers the requests of its process, or of its page. */
export interface SetupMockServer extends MockServer {
  /** For `init({ baseUrl })`, or the variable `STEPWELL_BASE_URL`. */
  readonly url: string;
  /** Begins to answer. */
  listen(): Promise<void>;
  /** Forgets runs and requests; the faults are those of the options again. The same as `reset`, by its name in msw. */
  resetHandlers(): Promise<void>;
  /** Requests reach the network again. */
  close(): Promise<void>;
}

/** Puts a mock server under msw. */
export function underMsw(options: SetupMockServerOptions, interception: Interception): SetupMockServer {
  const { baseUrl = DEFAULT_BASE_URL, hooks } = options;
  const address = readAddress(baseUrl);
  const mock = createMockServer({
    ...options,
    allowedHosts: [...(options.allowedHosts ?? []), address.hostname],
  });

  const lifecycle = {
    url: baseUrl.replace(/\/+$/, ""),
    async listen(): Promise<void> {
      await interception.start(createMswHandlers(mock, baseUrl));
    },
    resetHandlers: () => mock.reset(),
    async close(): Promise<void> {
      interception.stop();
      await mock.close();
    },
  };
  hooks?.beforeAll(lifecycle.listen);
  hooks?.afterEach(lifecycle.resetHandlers);
  hooks?.afterAll(lifecycle.close);
  // With the getters of the mock server, which a spread would read once.
  const members = {
    ...Object.getOwnPropertyDescriptors(mock),
    ...Object.getOwnPropertyDescriptors(lifecycle),
  };
  return Object.defineProperties({}, members) as SetupMockServer;
}

function readAddress(baseUrl: string): URL {
  const address = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (address?.protocol === "http:" || address?.protocol === "https:") return address;
  throw new MockError(
    `set up the mock server: its "baseUrl" is "${baseUrl.slice(0, 200)}". Give an address as "${DEFAULT_BASE_URL}".`,
  );
}
