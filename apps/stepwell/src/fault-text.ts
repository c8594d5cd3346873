/** The sentence for what is not the user's to put right; the stack only for who asks for it by `STEPWELL_TRACE`. */
export function faultText(error: unknown, environment: Readonly<Record<string, string | undefined>>): string {
  const isTraced = (environment["STEPWELL_TRACE"] ?? "") !== "";
  const message = error instanceof Error ? error.message : String(error);
  const start = `[stepwell] Failed to run: ${message.replace(/\.$/, "")}. `;
  if (!isTraced || !(error instanceof Error))
    return `${start}That is a fault of Stepwell's or of this machine; STEPWELL_TRACE=1 tells where it happened.`;
  return `${start}It happened here:\n${error.stack ?? ""}`;
}
