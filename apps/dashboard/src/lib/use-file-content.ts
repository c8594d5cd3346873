import { useQuery } from "@tanstack/react-query";
import { formatBytes } from "./format-bytes.ts";
import { readBounded } from "./read-bounded.ts";

export interface FileContentOptions<T> {
  /** What is read, as a word for sentences: `graph`. */
  readonly what: string;
  readonly url: string;
  /** Bytes, where they are known. */
  readonly size: number | undefined;
  readonly mostBytes: number;
  /** Reads the file; undefined for what is none of its kind. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>) => T | undefined | Promise<T | undefined>;
}

export type FileContent<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "ready"; readonly content: T };

/** A logged file, read once and never above its limit; a sentence where that fails. */
export function useFileContent<T>(options: FileContentOptions<T>): FileContent<T> {
  const { what, url, size, mostBytes, read } = options;
  const tooLarge = size !== undefined && size > mostBytes;
  const query = useQuery({
    queryKey: ["file-content", what, url],
    enabled: !tooLarge,
    staleTime: Number.POSITIVE_INFINITY,
    // What is drawn is often large: it goes soon after its viewer.
    gcTime: 60_000,
    retry: false,
    structuralSharing: false,
    queryFn: async ({ signal }) => {
      const reply = await fetch(url, { signal });
      if (!reply.ok) throw new Error(`The server answered ${reply.status}.`);
      return { content: (await read(await readBounded(reply, mostBytes))) ?? null };
    },
  });
  if (tooLarge || query.error instanceof RangeError)
    return {
      state: "failed",
      reason: `This ${what} is larger than ${formatBytes(mostBytes)}. Download it to look at it.`,
    };
  if (query.isError)
    return { state: "failed", reason: `Could not read this ${what}: ${query.error.message} Download it.` };
  if (query.data === undefined) return { state: "loading" };
  const { content } = query.data;
  if (content === null)
    return {
      state: "failed",
      reason: `This file is no ${what} that can be drawn. Download it to look at it.`,
    };
  return { state: "ready", content };
}
