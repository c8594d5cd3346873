import { writeSync } from "node:fs";
import type { ResolveHook } from "node:module";

/** A module hook: tells descriptor 3 of each package that is imported by name, and who imports it. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  const found = await next(specifier, context);
  if (/^[@a-z]/.test(specifier) && !found.url.startsWith("node:")) {
    writeSync(3, `${JSON.stringify({ specifier, from: context.parentURL ?? "" })}\n`);
  }
  return found;
};
