/** How a file is shown. What is not known is looked at as text. */
export type PreviewKind = "image" | "audio" | "video" | "json" | "markdown" | "patch" | "text" | "none";

const kinds: Readonly<Record<string, PreviewKind>> = {
  png: "image",
  jpg: "image",
  jpeg: "image",
  gif: "image",
  webp: "image",
  bmp: "image",
  // In an image element its scripts don't run.
  svg: "image",
  wav: "audio",
  mp3: "audio",
  flac: "audio",
  ogg: "audio",
  mp4: "video",
  webm: "video",
  json: "json",
  ipynb: "json",
  md: "markdown",
  markdown: "markdown",
  patch: "patch",
  diff: "patch",
  pdf: "none",
  zip: "none",
  gz: "none",
  parquet: "none",
  glb: "none",
  onnx: "none",
};

/** How a file is shown, by its name. */
export function previewKind(path: string): PreviewKind {
  const dot = path.lastIndexOf(".");
  const extension = dot === -1 ? "" : path.slice(dot + 1).toLowerCase();
  return Object.hasOwn(kinds, extension) ? (kinds[extension] as PreviewKind) : "text";
}
