const MARKER = Symbol.for("stepwell.ConnectionCut");

/** What `fetch` of a mock server rejects with where a fault ends the connection: a listener cuts its socket, msw its request. */
export class ConnectionCut extends Error {
  readonly [MARKER] = true;

  constructor() {
    super("[mock] Failed to answer: a fault cut the connection. Clear the faults to get a reply.");
    this.name = "ConnectionCut";
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is ConnectionCut {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
