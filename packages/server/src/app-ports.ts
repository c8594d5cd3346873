import type { Clock, FileSystem, Hashes, Processes, Random } from "@stepwell/effects";
import type { BlobStore, MetricStore, RunStore } from "@stepwell/storage";
import type { AuditLog } from "./auth/audit-log.ts";
import type { Fault } from "./safety/faults.ts";

/** Everything the server touches. It opens none of it and closes none of it: whoever made a port closes it. */
export interface AppPorts {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Shown by `GET /api/server`. */
  readonly version: string;
  /** Needed for `watch`, and to serve files that lie beside watched run files. */
  readonly fileSystem?: FileSystem;
  /** Tells living writers from dead ones; without it only silence does. */
  readonly processes?: Processes;
  readonly watch?: WatchOptions;
  /** Told of what goes wrong while a request is answered, of which the reply has no more than an id. */
  readonly onFault?: (fault: Fault) => void;
  /** What is wrong beside what the server itself finds, as sentences; shown with it. */
  readonly problems?: () => readonly string[];
  /** The page; without it only the api answers. */
  readonly assets?: Assets;
  /** Names besides the loopback ones that a `Host` header may carry, without port. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may log here, besides those of this machine, as `https://lab.example`. */
  readonly allowedOrigins?: readonly string[];
  /** Addresses of proxies that say who they speak for; `loopback` stands for those of this machine. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Only who has a key of `runs.accounts` gets in. Without it everybody does who reaches the server. */
  readonly auth?: AuthOptions;
  /**
   * At least 32 secret bytes, always the same, with which the addresses of files are signed. Without them addresses end
   * with the process. It is asked once.
   */
  readonly linkKey?: () => Promise<Uint8Array>;
  /** Digests of what is uploaded. Default: computed in JavaScript. */
  readonly hashes?: Pick<Hashes, "md5">;
  /** Milliseconds without a sign of life after which a run counts as crashed. Default: 5 minutes. */
  readonly silenceMs?: number;
}

/** How a server that asks for keys behaves. */
export interface AuthOptions {
  /** Who is told of sign-ins, refusals, and changes of users, keys and runs. */
  readonly audit?: AuditLog;
  /** Requests per second that one key may send for long; twice as many at once. Default 1000. */
  readonly requestsPerSecond?: number;
  /** Milliseconds after which a page must sign in again. Default: 14 days. */
  readonly sessionMs?: number;
}

/** Which folder the server watches. */
export interface WatchOptions {
  /** Absolute path; run folders are looked for in it and below it. */
  readonly folder: string;
  /** Called when a `tick` would find something to do at once: a change was seen, or work was left over. */
  readonly wake?: () => void;
}

/** The files of the page. */
export interface Assets {
  /** `path` is relative, with forward slashes. Undefined when there is no such file. */
  read(path: string): Promise<Asset | undefined>;
}

/** A file of the page, and its MIME type. */
export interface Asset {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}
