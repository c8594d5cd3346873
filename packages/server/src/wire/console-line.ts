import type { ConsoleLine } from "@stepwell/runlog";
import { member, parseObject, textOf } from "./plain-json.ts";

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)Z? ?/;

/**
 * Reads a line of `output.log` as clients send it: an object with `content`, or text that begins with `ERROR ` for stderr
 * and a UTC time. What is neither is all text.
 */
export function parseConsoleLine(line: string, number: number): ConsoleLine {
  return structuredLine(line, number) ?? plainLine(line, number);
}

function structuredLine(line: string, number: number): ConsoleLine | undefined {
  const value = line.startsWith("{") ? parseObject(line) : undefined;
  const content = member(value, "content");
  if (typeof content !== "string" || typeof member(value, "ts") !== "string") return undefined;
  const label = textOf(member(value, "label"));
  return {
    number,
    stream: textOf(member(value, "level")) === "error" ? "stderr" : "stdout",
    time: secondsOf(textOf(member(value, "ts"))),
    text: content,
    ...(label === "" ? {} : { label }),
  };
}

function plainLine(line: string, number: number): ConsoleLine {
  const isError = line.startsWith("ERROR ");
  const rest = isError ? line.slice(6) : line;
  const stamp = STAMP.exec(rest);
  const time = stamp === null ? undefined : secondsOf(stamp[1] as string);
  if (stamp === null || time === undefined) {
    return { number, stream: "stdout", time: undefined, text: line };
  }
  return { number, stream: isError ? "stderr" : "stdout", time, text: rest.slice(stamp[0].length) };
}

/** With the microseconds, which a date has no room for. */
function secondsOf(stamp: string): number | undefined {
  const [whole = "", fraction = ""] = stamp.replace(/Z$/, "").split(".");
  const seconds = Date.parse(`${whole}Z`) / 1000;
  if (Number.isNaN(seconds) || !/^\d{0,9}$/.test(fraction)) return undefined;
  return seconds + Number(`0.${fraction || "0"}`);
}
