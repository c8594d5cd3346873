import type { Context } from "hono";

const LONGEST_PATH = 200;

/** A request as sentences name it: `GET "/api/projects"`. */
export function requestText({ req }: Context): string {
  return `${req.method} "${req.path.slice(0, LONGEST_PATH)}"`;
}
