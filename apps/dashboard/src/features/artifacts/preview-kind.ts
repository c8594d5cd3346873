const images = /\.(?:png|jpe?g|gif|webp|bmp|avif)$/i;
const binaries =
  /\.(?:bin|pt|pth|onnx|safetensors|npy|npz|h5|tflite|pb|parquet|zip|gz|tgz|tar|zst|bz2|xz|7z|mp4|webm|mov|wav|mp3|ogg|flac|pdf|wasm|so|exe|ckpt|pkl|glb)$/i;

/** How a file can be shown: as a picture, as text as far as it is one, or not at all. */
export function previewKind(path: string): "image" | "text" | "none" {
  if (images.test(path)) return "image";
  return binaries.test(path) ? "none" : "text";
}

/** The beginning of a file. */
export interface FileStart {
  readonly text: string;
  readonly isWhole: boolean;
  /** False for bytes that are no text. */
  readonly isText: boolean;
}

/** Reads at most `most` bytes as UTF-8 and lets the rest go. */
export async function readStart(stream: ReadableStream<Uint8Array>, most: number): Promise<FileStart> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  let isWhole = false;
  while (bytes < most) {
    const { done, value } = await reader.read();
    if (done) {
      isWhole = true;
      break;
    }
    const part = value.subarray(0, most - bytes);
    isWhole = part.length === value.length;
    bytes += value.length;
    text += decoder.decode(part, { stream: true });
  }
  if (isWhole && bytes >= most) isWhole = (await reader.read()).done;
  await reader.cancel();
  return { text, isWhole, isText: !text.includes("\0") };
}
