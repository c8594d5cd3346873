import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { MediaTarget } from "./media.ts";

/** Bytes at hand, or a path that is read when the media is logged. */
export type MediaSource = { readonly bytes: Uint8Array } | { readonly path: string };

/** The bytes of either. `what` names the media in the message, as `a video`. */
export function loadSource(source: MediaSource, target: MediaTarget, what: string): Uint8Array {
  return "bytes" in source ? source.bytes : target.read(source.path, what);
}

/** Whether text is the address of something and no path, as `https://…` and `s3://…` are. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path.slice(0, 80));
}

/** A path as a source. Throws `UsageError` for an address. */
export function pathSource(path: string, what: string): MediaSource {
  if (!isAddress(path)) return { path };
  throw new UsageError(
    `[core] Failed to make ${what}: "${showValue(path)}" is an address, not a file. Fetch it first and give its bytes.`,
  );
}

/** A copy of the bytes of a file. Throws `UsageError` when there are none, as after their buffer was handed over. */
export function bytesSource(bytes: Uint8Array, what: string): { readonly bytes: Uint8Array } {
  if (bytes.length > 0) return { bytes: new Uint8Array(bytes) };
  throw new UsageError(
    `[core] Failed to make ${what}: the data has "0" bytes. Give all bytes of the file, from a buffer that was not transferred.`,
  );
}

/** What follows the last dot, in lower case; empty without one. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path.slice(-80))?.[1]?.toLowerCase() ?? "";
}
