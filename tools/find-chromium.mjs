import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * The path of a Chromium: `CHROME_PATH`, else the usual places, else Debian's package, installed now when we are root.
 * Undefined, with a sentence on stderr, when there is none to be had.
 */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    console.error(
      `[e2e] Failed to find a browser: CHROME_PATH is "${named}", and nothing is there. Correct or unset it.`,
    );
    return undefined;
  }
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.getuid?.() === 0) installDebianChromium();
  const installed = PLACES.find((path) => existsSync(path));
  if (installed === undefined) {
    console.error(
      '[e2e] Failed to find a browser. Install Chromium ("apt-get install chromium"), or name one in CHROME_PATH.',
    );
  }
  return installed;
}

function installDebianChromium() {
  console.log("e2e: installing Debian's chromium");
  const options = {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  spawnSync("apt-get", ["update", "-qq"], options);
  spawnSync(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
    options,
  );
}
