/** What an error says, of another realm too, or what was thrown in its place. Never throws. */
export function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  try {
    const message: unknown = (error as { readonly message?: unknown } | null | undefined)?.message;
    if (typeof message === "string") return message;
  } catch {
    // Its message is an accessor that throws.
  }
  return `a thrown ${typeof error}`;
}
