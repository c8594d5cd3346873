import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { blobBytes, isBlob } from "./blob-bytes.ts";
import { bytesSource, extensionOf } from "./media-source.ts";

/** The bytes of a file's content: text, bytes or a `Blob`. Throws `UsageError` for anything else; `what` as `a molecule`. */
export function contentBytes(data: unknown, what: string): { readonly bytes: Uint8Array } {
  if (typeof data === "string") return bytesSource(new TextEncoder().encode(data), what);
  if (data instanceof Uint8Array) return bytesSource(data, what);
  if (isBlob(data)) return bytesSource(blobBytes(data, what), what);
  throw new UsageError(
    `[core] Failed to make ${what}: the data is "${showValue(data)}". Give a path, or the content of a file as text or bytes with { fileType }.`,
  );
}

/** The extension of a browser's `File`; empty for anything else. */
export function blobExtension(data: unknown): string {
  const name = isBlob(data) && "name" in data ? data.name : undefined;
  return typeof name === "string" ? extensionOf(name) : "";
}
