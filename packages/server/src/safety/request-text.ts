import type { Context } from "hono";

const LONGEST_PATH = 200;

/** Who has such an address may use it, so it is nothing to print. */
const SIGNED = /^(\/wire\/(?:uploads|downloads)\/).*$/s;

/** A request as sentences name it: `GET "/api/projects"`. */
export function requestText({ req }: Context): string {
  return `${req.method} "${req.path.replace(SIGNED, "$1…").slice(0, LONGEST_PATH)}"`;
}
