import type { Client } from "@stepwell/client";

/** A file of a run's code, and how to read it. */
export interface CodeFile {
  readonly path: string;
  readonly size: number;
  /** Equal for files that are equal; undefined where only reading tells. */
  readonly digest: string | undefined;
  readonly read: (signal: AbortSignal) => Promise<string>;
}

/** Bytes of a file that are compared at most. */
export const mostCodeBytes = 1_000_000;

/** What a run has of its code: the patch of its repository, files under `code/`, and those of its code artifact. */
export async function codeFiles(
  client: Client,
  project: string,
  run: string,
  signal: AbortSignal,
): Promise<readonly CodeFile[]> {
  const [files, logged] = await Promise.all([
    client.files(project, run, signal),
    client.artifacts.ofRun(project, run, { limit: 100, signal }),
  ]);
  const own = files
    .filter(({ path }) => path === "diff.patch" || path.startsWith("code/"))
    .map(({ path, size }) => ({
      path: path.replace(/^code\//, ""),
      size,
      digest: undefined,
      read: async (reading: AbortSignal) => textOf(await client.readFile(project, run, path, reading)),
    }));
  const code = logged.versions.filter(({ type }) => type === "code").at(-1);
  if (code === undefined) return own;
  const { project: of, collection, version } = code;
  const { files: saved } = await client.artifacts.files(of, collection, version, { limit: 2_000, signal });
  const theirs = saved
    .filter(({ reference }) => reference === null)
    .map(({ path, size, digest }) => ({
      path,
      size,
      digest,
      read: async (reading: AbortSignal) =>
        textOf(await client.artifacts.readFile(of, collection, version, path, reading)),
    }));
  return [...own, ...theirs];
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text();
}
