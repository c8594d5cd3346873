const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const week = 7 * 86_400_000;

/** A moment (ms) seen from `now`: `20 s ago`, `4 min ago`, `3 h ago`, `2 d ago`, then `14 Nov` or `14 Nov 2025`. */
export function formatTime(time: number, now: number): string {
  const ago = now - time;
  if (ago < 1_000) return "now";
  if (ago < 60_000) return `${Math.floor(ago / 1_000)} s ago`;
  if (ago < 3_600_000) return `${Math.floor(ago / 60_000)} min ago`;
  if (ago < 86_400_000) return `${Math.floor(ago / 3_600_000)} h ago`;
  if (ago < week) return `${Math.floor(ago / 86_400_000)} d ago`;
  const date = new Date(time);
  const text = `${date.getDate()} ${months[date.getMonth()]}`;
  return date.getFullYear() === new Date(now).getFullYear() ? text : `${text} ${date.getFullYear()}`;
}

/** A moment in full: `2026-11-14 14:02:03 +01:00`. */
export function formatTimeFull(time: number): string {
  const date = new Date(time);
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(offset) / 60))}:${pad(Math.abs(offset) % 60)}`;
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${formatClock(time)} ${zone}`;
}

/** The time of day: `14:02:03`. */
export function formatClock(time: number): string {
  const date = new Date(time);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** A day: `14 Nov`. */
export function formatDay(time: number): string {
  const date = new Date(time);
  return `${date.getDate()} ${months[date.getMonth()]}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
