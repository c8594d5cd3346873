/** What goes wrong. */
export type FaultEffect =
  /** The request waits before it reaches the server. */
  | { readonly fault: "latency"; readonly ms: number }
  /** A reply in place of the server's, which never sees the request; `retryAfter` is a number of seconds. */
  | {
      readonly fault: "status";
      readonly status: number;
      readonly body?: string;
      readonly retryAfter?: number;
    }
  /** The connection ends before the request reaches the server, or after so many bytes of the reply's body. */
  | { readonly fault: "cut"; readonly afterBytes?: number }
  /** The reply's body trickles. */
  | { readonly fault: "slow-body"; readonly bytesPerSecond: number }
  /** The server takes the request and stores what it holds, and the connection ends without a reply. */
  | { readonly fault: "drop-reply" }
  /** From this request on the server's clock is off by so much, until another rule sets it or the faults are cleared. */
  | { readonly fault: "clock-skew"; readonly ms: number }
  /** The server can store nothing while it answers the request. */
  | { readonly fault: "storage-full" };

/** Which requests meet a fault: those for which all that is said holds. Default: every request. */
export interface FaultSelection {
  /**
   * A GraphQL operation (`"UpsertBucket"`, `"upsertBucket"`), a route (`"file_stream"`, `"upload"`, `"download"`, `"api"`,
   * `"graphql"`) or a path (`"/files/*"`). `*` stands for any characters; case does not matter.
   */
  readonly operation?: string;
  /** The one request of that operation with this number, counted from 1. */
  readonly nth?: number;
  /** Each request of that operation whose number is a multiple of this. */
  readonly every?: number;
  /** The first so many requests of that operation. */
  readonly first?: number;
  /** By chance, above 0 and up to 1, the same for the same seed. */
  readonly probability?: number;
}

/** A fault, and which requests meet it. */
export type FaultRule = FaultEffect & FaultSelection;
