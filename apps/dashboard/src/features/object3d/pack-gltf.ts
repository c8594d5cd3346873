interface Gltf {
  readonly asset?: unknown;
  buffers?: { uri?: unknown; byteLength?: number }[];
  bufferViews?: { buffer: number; byteOffset?: number; byteLength: number }[];
  images?: { uri?: unknown; bufferView?: number; mimeType?: string }[];
}

const headerBytes = 12;
const chunkBytes = 8;
const magic = 0x46546c67;

/**
 * A glTF text as one binary file, with the data of its addresses inside. Throws `Error` for a file that would load
 * from elsewhere: what was logged must not tell others who looks at it.
 */
export function packGltf(text: string): ArrayBuffer {
  const gltf = JSON.parse(text) as Gltf;
  if (typeof gltf !== "object" || gltf === null || gltf.asset === undefined)
    throw new Error("It is no glTF file.");
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (bytes: Uint8Array): number => {
    const at = size;
    const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
    padded.set(bytes);
    parts.push(padded);
    size += padded.length;
    return at;
  };
  const starts = (gltf.buffers ?? []).map(({ uri }) => add(dataOf(uri).bytes));
  for (const view of gltf.bufferViews ?? []) {
    view.byteOffset = (view.byteOffset ?? 0) + (starts[view.buffer] ?? 0);
    view.buffer = 0;
  }
  for (const image of gltf.images ?? []) {
    if (image.uri === undefined) continue;
    const { bytes, type } = dataOf(image.uri);
    gltf.bufferViews = [
      ...(gltf.bufferViews ?? []),
      { buffer: 0, byteOffset: add(bytes), byteLength: bytes.length },
    ];
    image.bufferView = gltf.bufferViews.length - 1;
    image.mimeType = type;
    delete image.uri;
  }
  gltf.buffers = [{ byteLength: size }];
  return joined(gltf, parts, size);
}

/** Throws `Error` for a binary glTF file that would load from elsewhere. */
export function checkGlb(bytes: Uint8Array<ArrayBuffer>): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < headerBytes + chunkBytes || view.getUint32(0, true) !== magic)
    throw new Error("It is no binary glTF file.");
  const length = view.getUint32(headerBytes, true);
  const text = new TextDecoder().decode(bytes.subarray(headerBytes + chunkBytes).subarray(0, length));
  const { buffers = [], images = [] } = JSON.parse(text) as Gltf;
  if ([...buffers, ...images].some(({ uri }) => uri !== undefined))
    throw new Error("It keeps data outside of itself, which is not loaded.");
}

function dataOf(uri: unknown): { bytes: Uint8Array; type: string } {
  const found = typeof uri === "string" ? /^data:([^;,]*)[^,]*;base64,/.exec(uri.slice(0, 200)) : null;
  if (found === null) throw new Error("It keeps data outside of itself, which is not loaded.");
  const binary = atob((uri as string).slice(found[0].length));
  return { bytes: Uint8Array.from(binary, (one) => one.charCodeAt(0)), type: found[1] ?? "" };
}

function joined(gltf: Gltf, parts: readonly Uint8Array[], size: number): ArrayBuffer {
  const raw = new TextEncoder().encode(JSON.stringify(gltf));
  const json = new Uint8Array(Math.ceil(raw.length / 4) * 4).fill(0x20);
  json.set(raw);
  const file = new Uint8Array(headerBytes + 2 * chunkBytes + json.length + size);
  const view = new DataView(file.buffer);
  const words = [magic, 2, file.length, json.length, 0x4e4f534a];
  for (const [at, word] of words.entries()) view.setUint32(at * 4, word, true);
  let at = headerBytes + chunkBytes;
  file.set(json, at);
  at += json.length;
  view.setUint32(at, size, true);
  view.setUint32(at + 4, 0x004e4942, true);
  at += chunkBytes;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file.buffer;
}
