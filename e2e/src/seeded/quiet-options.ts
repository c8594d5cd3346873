import type { InitOptions } from "@stepwell/core";

/** A run that records nothing of this machine, so that a thousand of them cost little and pictures of them don't change. */
export function quietOptions(dir: string): InitOptions {
  return {
    dir,
    mode: "offline",
    silent: true,
    console: "off",
    stats: false,
    git: false,
    dependencies: false,
    machine: false,
    args: false,
    reinit: "create_new",
  };
}
