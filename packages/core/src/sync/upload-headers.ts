import type { Json } from "@stepwell/protocol";

/** The headers of an upload as the server names them, in lines `Name: value`. */
export function uploadHeaders(lines: Json | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of Array.isArray(lines) ? (lines as readonly Json[]) : []) {
    const [, name, value] = typeof line === "string" ? (/^([^:]+):\s*(.*)$/.exec(line) ?? []) : [];
    if (name !== undefined && value !== undefined) headers[name.trim()] = value;
  }
  return headers;
}
