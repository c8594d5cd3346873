import { randomId } from "@stepwell/effects";
import type { Random } from "@stepwell/effects";

/** What one of several writers is called when nobody has named it: its host, and a few characters of its own. */
export function writerLabel(host: string, random: Random): string {
  return `${host}-${randomId(random, 8)}`;
}
