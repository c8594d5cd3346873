import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runAsScript } from "./run-as-script.mjs";

/**
 * Finds optional dependencies that the lock file names and does not hold. npm leaves a platform's binary out silently
 * when the registry lacks it, and then `npm ci` fails on every machine. Returns what is missing, as sentences.
 */
export function checkLock(lock) {
  return Object.entries(lock.packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter(
        (name) => !placesToLook(place).some((folder) => `${folder}node_modules/${name}` in lock.packages),
      )
      .map(
        (name) =>
          `package-lock.json lacks "${name}", which "${place || "the root"}"${entry.version === undefined ? "" : ` ${entry.version}`} names. Pin a version whose whole family the registry has.`,
      ),
  );
}

/** The folders that Node would search from `place`, nearest first, each ready to be followed by `node_modules/…`. */
function placesToLook(place) {
  const folders = [""];
  for (let end = place.indexOf("node_modules/"); end !== -1; end = place.indexOf("node_modules/", end + 1)) {
    folders.unshift(place.slice(0, end));
  }
  return place === "" ? folders : [`${place}/`, ...folders];
}

runAsScript(import.meta, (root) =>
  checkLock(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))),
);
