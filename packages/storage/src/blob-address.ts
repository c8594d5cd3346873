/** The address of a blob: the SHA-256 of its bytes in lower-case hex. */
export async function addressOf(bytes: Uint8Array): Promise<string> {
  // The digest wants bytes that nobody shares.
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** True for text that can be an address; anything else is never used as a file name. */
export function isAddress(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
