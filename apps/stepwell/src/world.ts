import type { SyncProgress, SyncResult } from "@stepwell/core";
import type { Clock, FileSystem, Hashes, Processes, Random } from "@stepwell/effects";
import type { Assets, Peer } from "@stepwell/server";
import type { CopiedData } from "./backup/back-up.ts";
import type { TextStyle } from "./command-line/text-layout.ts";
import type { DoctorHost } from "./doctor/doctor-host.ts";
import type { BlobStore, MetricStore, RunStore } from "@stepwell/storage";

/** All that the command touches outside of itself. */
export interface World {
  /** Absolute path of the working folder. */
  readonly folder: string;
  /** Makes a path absolute, from the working folder. */
  resolve(path: string): string;
  readonly clock: Clock;
  readonly random: Random;
  readonly processes: Processes;
  readonly fileSystem: FileSystem;
  /** Default: computed in JavaScript. */
  readonly hashes?: Hashes;
  readonly page: Assets;
  /** How wide what `print` prints may be, and whether it may have colours. */
  readonly output: TextStyle;
  readonly doctorHost: DoctorHost;
  /** Prints lines for people. */
  print(text: string): void;
  printError(text: string): void;
  /** Opens the embedded stores in a folder; rejects with a sentence when another process has it. */
  openStorage(folder: string): Promise<Storage>;
  /** Lets nobody but this user into a folder. Throws what the host throws. */
  makePrivate(folder: string): void;
  /** Starts to listen; rejects with `PortTaken` when something else does. */
  listen(options: ListenOptions): Promise<Listener>;
  /** Errors are printed to a terminal, where a line can be drawn anew. */
  readonly isTerminal: boolean;
  /** Prints as it is where errors are printed, without a line feed. */
  draw(text: string): void;
  /** Writes bytes to where `print` prints; resolves when they were taken, with false when nobody takes them any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Sends a request to a server; rejects when there is no reply. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Asks on the terminal for what must not be seen; undefined where there is no terminal, or nobody answers. */
  askSecret(question: string): Promise<string | undefined>;
  /** All that is piped in. */
  readInput(): Promise<string>;
  /** Absolute paths of the files that a login is kept in. */
  readonly loginFiles: { readonly netrc: string; readonly settings: string };
  /** Writes a file, and its folder, that only this user may read. */
  saveSecret(path: string, content: string | Uint8Array): void;
  /** The server at `to`, or the one that the environment names; throws a `CoreError` when none is. */
  server(to: string | undefined): SyncServer;
  /** Delivers a run folder, given by its absolute path; rejects with a `CoreError` where that can't be done. */
  sync(folder: string, options: SyncOptions): Promise<SyncResult>;
  /** Copies a data folder, which a server may be using, to a folder; both absolute. Rejects with a sentence. */
  backUp(data: string, folder: string): Promise<CopiedData>;
  /** Brings such a copy back into a data folder without data. Rejects with a sentence. */
  restore(folder: string, data: string): Promise<CopiedData>;
  openBrowser(url: string): void;
  /** Resolves when the user, or the host, asks the command to stop; from the call on, that no longer ends the process. */
  waitForStop(): Promise<StopSignal>;
}

/** Ctrl-C, or the host's way of ending a program. */
export type StopSignal = "SIGINT" | "SIGTERM";

export interface SyncServer {
  readonly baseUrl: string;
  readonly apiKey: string;
}

export interface SyncOptions extends SyncServer {
  readonly again: boolean;
  /** Default: the world's own. */
  readonly fileSystem?: FileSystem;
  /** Answers in place of what is at the address. */
  readonly answer?: (request: Request) => Promise<Response>;
  readonly onProgress: (progress: SyncProgress) => void;
}

/** What the server keeps, opened. `close` waits for what was begun. */
export interface Storage {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly blobs: BlobStore;
  /** Looks at all that is stored, where the last process that wrote it did not close it, and says what is damaged. */
  damage?(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Where to listen, and who answers. */
export interface ListenOptions {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly fetch: (request: Request, peer: Peer) => Promise<Response>;
}

/** A server that listens, and the port that it got. */
export interface Listener {
  readonly port: number;
  /** Takes no more requests; resolves when those that were begun are answered, but for streams without an end. */
  drain(): Promise<void>;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
}

/** Something else listens on the port. */
export class PortTaken extends Error {}
