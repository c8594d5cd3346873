interface Digests {
  digest(name: string, bytes: Uint8Array): Promise<ArrayBuffer>;
}

/** Lower-case hex; undefined where the host has no digests. Computed beside the thread where the host can do that. */
export async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  const { subtle } = (globalThis as { crypto?: { subtle?: Digests } }).crypto ?? {};
  if (subtle === undefined) return undefined;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
