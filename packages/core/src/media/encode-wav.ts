/** Samples from -1 to 1, channels interleaved, as 16-bit WAV; rounded down as W&B's library does; what lies beyond is clipped, NaN is silence. */
export function encodeWav(samples: ArrayLike<number>, sampleRate: number, channels: number): Uint8Array {
  const dataBytes = samples.length * 2;
  const bytes = new Uint8Array(44 + dataBytes);
  const view = new DataView(bytes.buffer);
  const blockAlign = channels * 2;
  writeText(bytes, 0, "RIFF");
  view.setUint32(4, 36 + dataBytes, true);
  writeText(bytes, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * blockAlign, true);
  view.setUint16(32, blockAlign, true);
  view.setUint16(34, 16, true);
  writeText(bytes, 36, "data");
  view.setUint32(40, dataBytes, true);
  for (let index = 0; index < samples.length; index++) {
    const scaled = Math.floor((samples[index] as number) * 32768);
    view.setInt16(44 + index * 2, Math.max(-32768, Math.min(32767, scaled)), true);
  }
  return bytes;
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
}
