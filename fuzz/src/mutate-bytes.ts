import type { SeededRandom } from "@stepwell/effects/testing";

/** A copy with some bytes flipped, cut off, doubled or put in. */
export function mutateBytes(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const at = random.integer(bytes.length + 1);
  const to = at + random.integer(bytes.length - at + 1);
  switch (random.integer(4)) {
    case 0: {
      const flipped = bytes.slice();
      if (flipped.length > 0) flipped[at % flipped.length]! ^= 1 << random.integer(8);
      return flipped;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return join(bytes.subarray(0, to), bytes.subarray(at));
    default:
      return join(bytes.subarray(0, at), random.bytes(random.integer(8)), bytes.subarray(at));
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
