import { createHash } from "node:crypto";
import type { Hash, Hashes } from "../hashes.ts";

/** Node's digests. */
export const nodeHashes: Hashes = { md5: () => begin("md5"), sha256: () => begin("sha256") };

function begin(name: string): Hash {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
}
