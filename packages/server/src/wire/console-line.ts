import type { ConsoleLine } from "@stepwell/runlog";

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z? ?/;

/** Reads a line of `output.log` as clients send it: `ERROR ` for stderr, a UTC time, the text. A line without them is all text. */
export function parseConsoleLine(line: string, number: number): ConsoleLine {
  const isError = line.startsWith("ERROR ");
  const rest = isError ? line.slice(6) : line;
  const stamp = STAMP.exec(rest);
  const time = stamp === null ? undefined : Date.parse(`${stamp[1] as string}Z`) / 1000;
  if (stamp === null || time === undefined || Number.isNaN(time)) {
    return { number, stream: "stdout", time: undefined, text: line };
  }
  return { number, stream: isError ? "stderr" : "stdout", time, text: rest.slice(stamp[0].length) };
}
