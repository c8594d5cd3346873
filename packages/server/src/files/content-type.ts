const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  bmp: "image/bmp",
  svg: "image/svg+xml",
  mp4: "video/mp4",
  webm: "video/webm",
  ogg: "audio/ogg",
  wav: "audio/wav",
  mp3: "audio/mpeg",
  flac: "audio/flac",
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  glb: "model/gltf-binary",
  gltf: "model/gltf+json",
  ...Object.fromEntries(
    [
      "txt",
      "log",
      "csv",
      "tsv",
      "md",
      "yaml",
      "yml",
      "toml",
      "patch",
      "diff",
      "js",
      "ts",
      "py",
      "obj",
      "xyz",
    ].map((extension) => [extension, "text/plain; charset=utf-8"]),
  ),
};

/** The content type of a run's file by its name, from a fixed list; anything else is bytes. Never a guess from its content. */
export function contentTypeOf(path: string): string {
  const dot = path.lastIndexOf(".");
  const extension = path.slice(dot + 1).toLowerCase();
  return dot !== -1 && Object.hasOwn(TYPES, extension)
    ? (TYPES[extension] as string)
    : "application/octet-stream";
}
