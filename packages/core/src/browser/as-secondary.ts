import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { secondarySettings } from "../writers/secondary-settings.ts";
import { writerLabel } from "../writers/writer-label.ts";

/** The settings of a run that another page writes already. */
export function asSecondary(settings: Settings, { processes, random }: World): Settings {
  return secondarySettings(settings, settings.shared?.label ?? writerLabel(processes.host, random));
}
