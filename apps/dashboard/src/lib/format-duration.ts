const minute = 60;
const hour = 3_600;
const day = 86_400;

/** A length of time in seconds as its two largest units: `44 m 37 s`, `3 d 4 h`, `12 s`, `340 ms`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "\u2013";
  if (seconds < 0) return `\u2212${formatDuration(-seconds)}`;
  if (seconds < 0.9995) return seconds === 0 ? "0 s" : `${Math.max(1, Math.round(seconds * 1_000))} ms`;
  const whole = Math.round(seconds);
  if (whole < minute) return `${whole} s`;
  if (whole < hour) return two(whole, minute, "m", 1, "s");
  if (whole < day) return two(whole, hour, "h", minute, "m");
  return two(whole, day, "d", hour, "h");
}

function two(value: number, big: number, bigName: string, small: number, smallName: string): string {
  const first = Math.floor(value / big);
  const second = Math.floor((value - first * big) / small);
  return second === 0 ? `${first} ${bigName}` : `${first} ${bigName} ${second} ${smallName}`;
}
