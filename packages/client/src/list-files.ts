import type { FileView } from "@stepwell/protocol";
import { filePath } from "./file-path.ts";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which files to list. */
export interface FilePageOptions {
  /** What the paths begin with. */
  readonly prefix?: string;
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
  readonly signal?: AbortSignal;
}

/** Some of a run's files, by path; `next` is null at the end. */
export interface FilePage {
  readonly files: readonly FileView[];
  readonly next: string | null;
}

/** One page of a run's files. */
export function readFilePage(
  transport: Transport,
  project: string,
  run: string,
  { signal, ...query }: FilePageOptions = {},
): Promise<FilePage> {
  const what = `list the files of run "${run}"`;
  return transport.json(what, runPath(project, run, "/files"), { query, signal });
}

/** The bytes of a file of a run, streamed. */
export async function readFile(
  transport: Transport,
  { project, run, path }: { readonly project: string; readonly run: string; readonly path: string },
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const address = runPath(project, run, `/files/${filePath(path)}`);
  const response = await transport.send(`read file "${path}" of run "${run}"`, address, { signal });
  return response.body ?? new Blob([]).stream();
}

/** The files of a run: media, code, output. */
export async function listFiles(
  transport: Transport,
  project: string,
  run: string,
  signal?: AbortSignal,
): Promise<readonly FileView[]> {
  const what = `list the files of run "${run}"`;
  const body = await transport.json<{ files: FileView[] }>(what, runPath(project, run, "/files"), { signal });
  return body.files;
}
