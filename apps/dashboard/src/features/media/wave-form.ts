/** The largest sample of each of `columns` equal parts of a sound, 0 to 1. Not a number counts as silence. */
export function waveForm(channels: readonly Float32Array[], columns: number): Float32Array {
  const length = Math.max(0, ...channels.map((channel) => channel.length));
  const peaks = new Float32Array(columns);
  for (const channel of channels) {
    for (let column = 0; column < columns; column++) {
      const end = Math.floor(((column + 1) * length) / columns);
      let peak = peaks[column] as number;
      for (let at = Math.floor((column * length) / columns); at < end; at++) {
        const size = Math.abs(channel[at] ?? 0);
        if (size > peak) peak = size;
      }
      peaks[column] = Math.min(1, peak);
    }
  }
  return peaks;
}
