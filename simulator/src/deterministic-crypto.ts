import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * Lets `crypto.subtle` answer in the same turn: the host's answers from a thread, and when it does so would differ from
 * one simulation of a seed to the next. It has what the server asks for: SHA-256 and HMAC with it.
 */
export function installDeterministicCrypto(): void {
  const keys = new WeakMap<object, Uint8Array>();
  const mac = (key: object, data: Uint8Array): Uint8Array =>
    new Uint8Array(
      createHmac("sha256", keys.get(key) ?? new Uint8Array())
        .update(data)
        .digest(),
    );
  const subtle = {
    digest: async (_: string, data: Uint8Array) =>
      new Uint8Array(createHash("sha256").update(data).digest()).buffer,
    async importKey(_: string, bytes: Uint8Array) {
      const key = {};
      keys.set(key, bytes);
      return key;
    },
    sign: async (_: string, key: object, data: Uint8Array) => mac(key, data).buffer,
    async verify(_: string, key: object, signature: Uint8Array, data: Uint8Array) {
      const own = mac(key, data);
      return own.length === signature.length && timingSafeEqual(own, signature);
    },
  };
  Object.defineProperty(globalThis.crypto, "subtle", { value: subtle, configurable: true });
}
