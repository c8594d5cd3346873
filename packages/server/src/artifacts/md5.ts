import type { Hash } from "@stepwell/effects";
import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

/** Begins an MD5. The platform's own digests have none. */
export function createMd5(): Hash {
  const hash = md5.create();
  return { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}

/** A base64 MD5 as lower-case hex; undefined for any other text. */
export function md5Hex(base64: string): string | undefined {
  if (!/^[\w+/]{22}==$/.test(base64) || base64.includes("_")) return undefined;
  return bytesToHex(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

/** A lower-case hex MD5 as base64. */
export function md5Base64(hex: string): string {
  return btoa(String.fromCharCode(...hexToBytes(hex)));
}
