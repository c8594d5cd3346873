interface Utf8Decoder {
  decode(bytes: Uint8Array): string;
}

// Every JavaScript host has it; the language's own library does not name it.
declare const TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => Utf8Decoder;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** UTF-8 bytes as text; what is not UTF-8 becomes U+FFFD. Short ASCII texts are the common case and take no decoder. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > 32) return decoder.decode(bytes.subarray(from, to));
  let text = "";
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80) return decoder.decode(bytes.subarray(from, to));
    text += String.fromCharCode(byte);
  }
  return text;
}
