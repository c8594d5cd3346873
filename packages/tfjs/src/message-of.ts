/** What an error says, or what was thrown in its place. Never throws. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === "string" ? error : `a thrown ${typeof error}`;
}
