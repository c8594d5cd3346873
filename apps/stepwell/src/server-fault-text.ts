import type { Fault } from "@stepwell/server";

const LONGEST = 4000;
// A caller's words may be in it, and a terminal obeys some characters.
const CONTROL = /(?!\n)[\p{Cc}\p{Cf}]/gu;

/** What the server prints of a fault: all that the reply kept back, under the id that it gave. */
export function serverFaultText({ id, request, error, more }: Fault): string {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  const again = more === 0 ? "" : ` (and "${more}" more since it was printed last)`;
  return `[stepwell] Fault "${id}" while answering ${request}${again}:\n${text}`
    .replaceAll(CONTROL, "\u{fffd}")
    .slice(0, LONGEST);
}
