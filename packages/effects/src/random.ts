/** Randomness as a port. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

/** The host's cryptographic randomness. */
export const systemRandom: Random = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};

const ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A random id of `length` characters from `a-z0-9`, unbiased. W&B's run ids have 8. */
export function randomId(random: Random, length: number): string {
  const limit = 256 - (256 % ID_ALPHABET.length);
  let id = "";
  while (id.length < length) {
    for (const byte of random.bytes(length)) {
      if (byte < limit && id.length < length) id += ID_ALPHABET[byte % ID_ALPHABET.length];
    }
  }
  return id;
}
