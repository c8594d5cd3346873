import type { Check } from "./check.ts";
import { note, ok } from "./check.ts";
import type { DoctorHost } from "./doctor-host.ts";

const SECRET = /KEY|TOKEN|SECRET|PASSWORD/;
const SHOWN_LETTERS = 4;
const LONGEST = 100;
const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

/** What the environment says to scripts, and to what sends requests. */
export function checkEnvironment({ environment, nodeVersion }: DoctorHost): Check[] {
  const set = Object.entries(environment)
    .flatMap(([name, value]) =>
      value !== undefined && value !== "" && /^(STEPWELL|WANDB)_/.test(name) ? [[name, value] as const] : [],
    )
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const checks: Check[] =
    set.length === 0
      ? [ok("Settings", "no STEPWELL_ or WANDB_ variable is set")]
      : set.map(([name, value]) => variableCheck(name, value, environment));
  const proxies = PROXIES.filter((name) => (environment[name] ?? "") !== "");
  return proxies.length === 0 ? checks : [...checks, proxyCheck(proxies, environment, nodeVersion)];
}

function variableCheck(name: string, value: string, environment: DoctorHost["environment"]): Check {
  const text = `${name}=${shown(name, value)}`;
  const stronger = name.replace(/^WANDB_/, "STEPWELL_");
  if (stronger !== name && (environment[stronger] ?? "") !== "") {
    return note("Settings", `${text} is passed over: ${stronger} is set too`);
  }
  if (name.endsWith("_MODE") && value === "disabled") {
    return note("Settings", `${text}: runs record nothing`, `Unset ${name} to have them recorded.`);
  }
  if (name.endsWith("_MODE") && ["offline", "dryrun"].includes(value)) {
    return note(
      "Settings",
      `${text}: runs stay in their folders`,
      `Unset ${name}, or send them with "stepwell sync".`,
    );
  }
  return ok("Settings", text);
}

function proxyCheck(
  names: readonly string[],
  environment: DoctorHost["environment"],
  nodeVersion: string,
): Check {
  const text = names.map((name) => `${name}=${shown(name, environment[name] ?? "")}`).join(", ");
  if (environment["NODE_USE_ENV_PROXY"] === "1") return ok("Proxy", text);
  const major = Number.parseInt(nodeVersion.replace(/^v/, ""), 10);
  return note(
    "Proxy",
    `${text} ${names.length === 1 ? "is" : "are"} set, and Node passes over proxies`,
    major >= 22
      ? "Set NODE_USE_ENV_PROXY=1 if the server is reached through one."
      : "If the server is reached through one, use Node 22.21 or newer and set NODE_USE_ENV_PROXY=1.",
  );
}

/** A value that can be read; a key without what nobody else may know. */
function shown(name: string, value: string): string {
  if (SECRET.test(name)) return maskedKey(value);
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

/** The first letters of a key, and how many there are. */
export function maskedKey(key: string): string {
  const letters =
    key.length > 4 * SHOWN_LETTERS ? key.slice(0, SHOWN_LETTERS).replaceAll(/[^!-~]/g, "?") : "";
  return `${letters}… (${key.length} characters)`;
}
