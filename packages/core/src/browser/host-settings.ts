import { UsageError } from "../core-error.ts";
import type { FileEntry } from "../settings/settings-files.ts";

/** A page has no settings files. */
export function readSettingsFiles(): FileEntry[] {
  return [];
}

/** A page has no netrc. */
export function netrcKey(): string | undefined {
  return undefined;
}

/** A page is in no repository. */
export function defaultProject(): string {
  return "uncategorized";
}

/** A page reads no config files. Throws `UsageError` for any but the one that is looked for unasked. */
export function readConfigFile(path: string): undefined {
  if (path.endsWith("/config-defaults.yaml")) return;
  throw new UsageError(
    `[core] Failed to read the config: a page can't read "${path}". Fetch it and give an object.`,
  );
}
