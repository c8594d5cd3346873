import type { Clock, Random } from "@stepwell/effects";
import type { ManifestKind } from "../artifacts/artifact-content.ts";
import type { WireCaller } from "./wire-caller.ts";

/** What a link allows. */
export type LinkTarget =
  /** To put one file of one run; `path` is relative, with forward slashes. */
  | {
      readonly kind: "run-file";
      readonly project: string;
      readonly runId: string;
      readonly caller: WireCaller;
      readonly path: string;
    }
  /** To put content of this MD5, in hex. */
  | { readonly kind: "content"; readonly md5: string }
  /** To put the manifest of an artifact, over that of `base`. */
  | {
      readonly kind: "manifest";
      readonly artifact: number;
      readonly manifest: ManifestKind;
      readonly base?: number;
      readonly md5?: string;
    }
  /** To get one file of one run. */
  | { readonly kind: "run-file-read"; readonly run: number; readonly path: string }
  /** To get a blob as a file of this name. */
  | { readonly kind: "blob"; readonly address: string; readonly name: string };

/** Makes addresses that carry their own permission, since clients send no key with files. */
export interface SignedLinks {
  sign(target: LinkTarget): Promise<string>;
  /** Undefined for a token that is not ours, was changed, or is too old. */
  verify(token: string): Promise<LinkTarget | undefined>;
}

const LIFETIME_MS = 24 * 60 * 60_000;
const KEY_BYTES = 32;

/**
 * Signs with the server's key: links end after a day. Without a key that is kept they end with the server's process. What
 * one team's server signed is nothing to another's.
 */
export function createSignedLinks(
  { clock, random, linkKey }: { clock: Clock; random: Random; linkKey?: () => Promise<Uint8Array> },
  team: string,
): SignedLinks {
  let imported: Promise<CryptoKey> | undefined;
  const key = (): Promise<CryptoKey> => {
    imported ??= importKey(linkKey === undefined ? random.bytes(KEY_BYTES) : linkKey());
    return imported;
  };
  const signed = (body: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`${team}\n${body}`);

  return {
    async sign(target) {
      const body = toBase64(new TextEncoder().encode(JSON.stringify([target, clock.now() + LIFETIME_MS])));
      const signature = await crypto.subtle.sign("HMAC", await key(), signed(body));
      return `${body}.${toBase64(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const [body, signature, ...rest] = token.split(".");
      if (body === undefined || signature === undefined || rest.length > 0) return undefined;
      const bytes = fromBase64(signature);
      if (bytes === undefined) return undefined;
      const isOurs = await crypto.subtle.verify("HMAC", await key(), bytes, signed(body));
      if (!isOurs) return undefined;
      const [target, ends] = JSON.parse(new TextDecoder().decode(fromBase64(body))) as [LinkTarget, number];
      return ends > clock.now() ? target : undefined;
    },
  };
}

async function importKey(bytes: Uint8Array | Promise<Uint8Array>): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    new Uint8Array(await bytes),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
}

function toBase64(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
