import { netrcKey } from "#host-settings";
import { OptionError } from "../errors/option-error.ts";
import type { World } from "../world.ts";
import { checkBaseUrl } from "./check-options.ts";
import type { Chosen, SettingReader } from "./choose-settings.ts";
import type { Mode } from "./init-options.ts";

/** Where a run goes. */
export interface ResolvedServer {
  readonly mode: Mode;
  readonly isShared: boolean;
  /** Set exactly when `mode` is `online`. */
  readonly server: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** Sentences for the start block, when what was found suggests more than we do. */
  readonly notes: readonly string[];
}

/**
 * A run is online when a server is named and nothing says otherwise. W&B's settings files alone name no server: a
 * local tool must not send data away because another program once logged in. Throws `UsageError`.
 */
export function resolveServer(reader: SettingReader, world: World): ResolvedServer {
  const asked = reader.chosen("mode");
  const isShared = asked?.value === "shared";
  const found = reader.chosen("baseUrl");
  const isAskedFor = asked !== undefined && asked.value === "online" && asked.origin !== "wandb-file";
  const named = found !== undefined && (found.origin !== "wandb-file" || isAskedFor) ? found : undefined;
  const mode = modeOf(asked, named);
  if (mode !== "online" || named === undefined) {
    const notes = mode === "offline" ? offlineNotes(reader, found, named) : [];
    return { mode, isShared, server: undefined, notes };
  }
  const baseUrl = named.value.replace(/\/+$/, "");
  checkBaseUrl(baseUrl);
  return { mode, isShared, server: { baseUrl, apiKey: apiKeyFor(baseUrl, reader, world) }, notes: [] };
}

// `online` that is not an option speaks to W&B's own client; without a server it can't be followed.
function modeOf(asked: Chosen<Mode | "shared"> | undefined, named: Chosen<string> | undefined): Mode {
  if (asked?.value === "offline" || asked?.value === "disabled") return asked.value;
  if (named !== undefined) return "online";
  if (asked?.value !== "online" || asked.origin !== "option") return "offline";
  throw new OptionError(
    `[core] Failed to start the run: mode is "online" but no server is named. Start one with "npx stepwell" and give its address as baseUrl or STEPWELL_BASE_URL.`,
    { option: "baseUrl" },
  );
}

// Many people have a key exported; that alone must not send their data away.
function offlineNotes(
  reader: SettingReader,
  found: Chosen<string> | undefined,
  named: Chosen<string> | undefined,
): string[] {
  if (named !== undefined) return [];
  if (found !== undefined) {
    return [
      `A server is named by ${found.source}, which is W&B's: nothing is sent. Name it with STEPWELL_BASE_URL.`,
    ];
  }
  const key = reader.chosen("apiKey");
  return key?.origin === "environment"
    ? [`${key.source} is set, but no server is: nothing is sent. Name one with STEPWELL_BASE_URL.`]
    : [];
}

function apiKeyFor(baseUrl: string, reader: SettingReader, world: World): string {
  const chosen = reader.chosen("apiKey");
  const isNear = chosen?.origin === "option" || chosen?.origin === "environment";
  const key = (isNear ? chosen.value : (netrcKey(baseUrl, world) ?? chosen?.value ?? "")).trim();
  // Anything else could not be sent in a header; and the key itself stands in no message.
  if (/^[!-~]*$/.test(key)) return key;
  throw new OptionError(
    `[core] Failed to start the run: the API key for "${new URL(baseUrl).host}" holds blanks or characters that no key has. Copy it again.`,
    { option: "apiKey" },
  );
}
