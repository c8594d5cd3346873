import { VERSION } from "../version.ts";
import type { Check } from "./check.ts";
import { note, ok, problem } from "./check.ts";
import type { DoctorHost } from "./doctor-host.ts";

const OLDEST = [20, 19] as const;

/** Of Node, the command and the SDK. */
export function checkVersions({ nodeVersion, platform, coreVersion }: DoctorHost): Check[] {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, "").split(".").map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return [
    isOld
      ? problem("Node", `${nodeVersion} on ${platform}`, `Use Node ${OLDEST.join(".")} or newer.`)
      : ok("Node", `${nodeVersion} on ${platform}`),
    coreVersion === VERSION
      ? ok("Stepwell", `${VERSION}, with @stepwell/core ${coreVersion}`)
      : note(
          "Stepwell",
          `${VERSION}, with @stepwell/core ${coreVersion}`,
          "Install both in the same version.",
        ),
  ];
}
