import { UsageError } from "../core-error.ts";
import type { MediaTarget } from "./media.ts";

/** Bytes at hand, or a path that is read when the media is logged. */
export type MediaSource = { readonly bytes: Uint8Array } | { readonly path: string };

/** The bytes of either. `what` names the media in the message, as `a video`. */
export function loadSource(source: MediaSource, target: MediaTarget, what: string): Uint8Array {
  return "bytes" in source ? source.bytes : target.read(source.path, what);
}

/** A path as a source. Throws `UsageError` for an address. */
export function pathSource(path: string, what: string): MediaSource {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return { path };
  throw new UsageError(
    `[core] Failed to make ${what}: "${path}" is an address, not a file. Fetch it first and give its bytes.`,
  );
}

/** What follows the last dot, in lower case; empty without one. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}
