import type { Settings } from "../settings/resolve-settings.ts";
import type { BeginRequest } from "./page-messages.ts";
import type { OpenRequest } from "./run-storage.ts";

/** The storage that a run needs. */
export function openRequest(
  settings: Settings,
  given: Pick<BeginRequest, "volume" | "storage" | "tails">,
): OpenRequest {
  const { entity, project, runId, isIdGiven, server, resume, initTimeoutMs } = settings;
  const { volume, storage, tails } = given;
  const runName = isIdGiven ? [entity, project, runId].map(encodeURIComponent).join("/") : undefined;
  const earlierFirstMs = resume.kind === "none" || server === undefined ? 0 : initTimeoutMs;
  return { volume, runName, server, storage, earlierFirstMs, tails };
}
