/** Seconds of a recording: `0:07.2`, `12:05`; tenths below a minute. */
export function formatClock(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10));
  const minutes = Math.floor(tenths / 600);
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return minutes > 0 ? `${minutes}:${rest}` : `0:${rest}.${tenths % 10}`;
}
