import { parseJson } from "@stepwell/protocol";

/** The object that a figure's file holds, or undefined for any other file. */
export function figureJson(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = parseJson(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
