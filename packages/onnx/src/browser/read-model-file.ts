import { LARGEST_READ } from "../model-file.ts";
import type { ModelFile } from "../model-file.ts";
import { sha256 } from "../sha256.ts";

/** The part of the standard `fetch` that is used. */
type FetchBytes = (url: string) => Promise<{
  readonly ok: boolean;
  readonly status: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}>;

/** Fetches a model, mostly from the browser's cache, as the session has fetched it before. Rejects as `fetch` does. */
export async function readModelFile(
  url: string,
  { fetch = (address) => globalThis.fetch(address) }: { fetch?: FetchBytes } = {},
): Promise<ModelFile> {
  const reply = await fetch(url);
  if (!reply.ok) {
    throw new Error(
      `[onnx] Failed to read the model: "${url}" answered "${reply.status}". Give the address of the file.`,
    );
  }
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const digest = await sha256(bytes);
  return {
    size: bytes.length,
    ...(digest !== undefined && { sha256: digest }),
    ...(bytes.length <= LARGEST_READ && { bytes }),
  };
}
