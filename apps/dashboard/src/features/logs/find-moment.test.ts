import { expect, test } from "vitest";
import { findMoment } from "./find-moment.ts";

const started = new Date(2026, 10, 14, 14, 2, 3).getTime();

test.each([
  ["line 214", { kind: "line", line: 214 }],
  ["#7", { kind: "line", line: 7 }],
  ["1200", { kind: "step", step: 1_200 }],
  ["step 14,260", { kind: "step", step: 14_260 }],
  ["+5 min", { kind: "time", time: started + 300_000 }],
  ["+ 1.5h", { kind: "time", time: started + 5_400_000 }],
  ["14:30", { kind: "time", time: new Date(2026, 10, 14, 14, 30).getTime() }],
  ["14:02:03", { kind: "time", time: started }],
  ["1:05", { kind: "time", time: new Date(2026, 10, 15, 1, 5).getTime() }],
  ["2026-11-16 08:00:01", { kind: "time", time: new Date(2026, 10, 16, 8, 0, 1).getTime() }],
])("%j is a place in the log", (text, moment) => {
  expect(findMoment(text, started)).toEqual(moment);
});

test.each(["", "soon", "-3", "12:3", "line", "1e9 x"])("%j is no place", (text) => {
  expect(findMoment(text, started)).toBeUndefined();
});
