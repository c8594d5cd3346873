import type { TrackOptions } from "./track-options.ts";

/** The file name of a model without its ending; `session` for bytes and without a model. */
export function nameOfModel(model: TrackOptions["model"]): string {
  if (typeof model !== "string") return "session";
  const [path = ""] = model.split(/[?#]/);
  const file = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return file.replace(/\.[a-z]+$/i, "").slice(0, 128) || "session";
}
