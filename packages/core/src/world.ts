import type { Clock, FileSystem, Processes, Random } from "@stepwell/effects";
import type { Ambient } from "./ambient/ambient.ts";
import type { ThreadChannels } from "./writers/thread-port.ts";
import type { Opening } from "./run/opening.ts";
import type { InitOptions } from "./settings/init-options.ts";
import type { Settings } from "./settings/resolve-settings.ts";
import type { StartDeliveryEngine } from "./sync/delivery-engine.ts";

/**
 * Everything outside the program that the SDK touches, in one object, so that a whole run can live in memory under
 * one seed. `init` takes it as `world`; the default is the real one.
 */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly fileSystem: FileSystem;
  readonly processes: Processes;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: Fetch;
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  readonly host: HostFacts;
  /** Absent: a run can't be shared with other threads. */
  readonly threads?: ThreadChannels;
  /** Absent: console, system metrics, packages and arguments are not recorded. */
  readonly ambient?: Ambient;
  /** Writes a few lines for people, beside what the program itself gives out: the start and the end block, nothing else. */
  print(text: string): void;
  /** Keeps the process from ending for want of work, until the returned function is called. */
  keepAlive(): () => void;
  /**
   * Calls `run` once with the exit code when the process ends on its own, by an error or by a signal that the program
   * leaves to its default. Synchronous. Returns its stop.
   */
  onExit(run: (exitCode: number) => void): () => void;
  /** Told at each `log`, so that signals still end a program that never waits for anything. */
  noteCall?(): void;
  /** Starts the engine of a delivery where it can't hold up the run, in a thread; absent: it runs in this one. */
  readonly startEngine?: StartDeliveryEngine;
  /** What is printed is seen on a terminal, where a line can be drawn anew. Default false. */
  readonly isTerminal?: boolean;
  /** How the rest of a delivery goes on when the run is over, as a sentence; absent: by the command `stepwell sync`. */
  readonly sendsRest?: string;
  /** Where runs are begun by someone else, as by a page's worker. Called by `init`. */
  open?(options: InitOptions): Promise<Opening>;
  /** Where storage must be opened long before it is written: the world of one run, and who writes it. Called by `init`. */
  openRun?(settings: Settings): Promise<{ readonly world: World; readonly settings: Settings }>;
  /** The run of this world is over, and delivered as far as it will be. */
  closeRun?(): Promise<void>;
}

/** What a run says about the machine and the program. */
export interface HostFacts {
  /** As `Linux-6.1.0-x64`. */
  readonly os: string;
  /** As `Node.js 20.20.2`. */
  readonly runtime: string;
  /** As `linux-x64`. */
  readonly platform: string;
  readonly program: string;
  readonly executable: string;
  readonly username: string;
  /** Absent where there are no settings files, as in a browser. */
  readonly homeFolder?: string;
  readonly cpuCount: number;
  /** Bytes. */
  readonly memoryTotal: number;
}

/** The part of the standard `fetch` that delivery uses. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchReply>;

/** A request to a server. */
export interface FetchRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | StreamedBody;
  /** Ends the request, which must then not keep the process alive. */
  readonly signal: AbortSignal;
}

/** A body that is read while it is sent, so that memory does not grow with a file. */
export interface StreamedBody {
  /** Bytes; the chunks bring exactly so many. */
  readonly size: number;
  /** From the beginning, at each call. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The answer to a request, of any status. */
export interface FetchReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  /** The body piece by piece, in place of `text`. A host without it downloads no files. */
  chunks?(): AsyncIterable<Uint8Array>;
}
