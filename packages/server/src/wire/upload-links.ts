import type { Clock, Random } from "@stepwell/effects";
import type { WireCaller } from "./wire-caller.ts";

/** What a link allows: to put one file of one run. */
interface UploadTarget {
  readonly project: string;
  readonly runId: string;
  readonly caller: WireCaller;
  /** Relative, with forward slashes. */
  readonly path: string;
}

/** Makes addresses that carry their own permission, since clients send no key with files. */
export interface UploadLinks {
  sign(target: UploadTarget): Promise<string>;
  /** Undefined for a token that is not ours, was changed, or is too old. */
  verify(token: string): Promise<UploadTarget | undefined>;
}

const LIFETIME_MS = 24 * 60 * 60_000;
const KEY_BYTES = 32;

/** Signs with a key of its own, made at start: links end with the server's process, and after a day. */
export function createUploadLinks({ clock, random }: { clock: Clock; random: Random }): UploadLinks {
  const key = crypto.subtle.importKey(
    "raw",
    new Uint8Array(random.bytes(KEY_BYTES)),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );

  return {
    async sign(target) {
      const body = toBase64(new TextEncoder().encode(JSON.stringify([target, clock.now() + LIFETIME_MS])));
      const signature = await crypto.subtle.sign("HMAC", await key, new TextEncoder().encode(body));
      return `${body}.${toBase64(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const [body, signature, ...rest] = token.split(".");
      if (body === undefined || signature === undefined || rest.length > 0) return undefined;
      const bytes = fromBase64(signature);
      if (bytes === undefined) return undefined;
      const isOurs = await crypto.subtle.verify("HMAC", await key, bytes, new TextEncoder().encode(body));
      if (!isOurs) return undefined;
      const [target, ends] = JSON.parse(new TextDecoder().decode(fromBase64(body))) as [UploadTarget, number];
      return ends > clock.now() ? target : undefined;
    },
  };
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
