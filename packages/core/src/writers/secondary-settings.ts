import type { Settings } from "../settings/resolve-settings.ts";

const NOTE =
  "This process is one of several writers: it adds rows, console lines and media, and the server numbers its rows.";

/** What a secondary writer does of what was asked: it leaves to the primary one what is said once for a run. */
export function secondarySettings(settings: Settings, label: string): Settings {
  return {
    ...settings,
    shared: { label, isPrimary: false },
    hints: [NOTE, ...settings.hints],
    ambient: { ...settings.ambient, git: false, dependencies: false },
    resume: { kind: "none" },
    saveCode: false,
  };
}
