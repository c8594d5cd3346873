import type { Client } from "@stepwell/client";
import type { SeriesFrame } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { findLine } from "./find-line.ts";
import type { Moment } from "./find-moment.ts";

const at = { project: "p", run: "r" };
const times = [1_000, 1_000, 2_000, 5_000];

/** Looks at two lines for a reply, as a server does at many. */
const client: Pick<Client, "console" | "series"> = {
  console: (_project, _run, { from = 0, since = 0 } = {}) => {
    const found = times.findIndex((time, line) => line >= from && line < from + 2 && time >= since);
    const next = found === -1 ? from + 2 : found + 1;
    return Promise.resolve({
      lines: found === -1 ? [] : [{ number: found, stream: "stdout", time: times[found] ?? null, text: "" }],
      total: times.length,
      next: next < times.length ? next : null,
    });
  },
  series: ([asked]) =>
    Promise.resolve([{ last: Float64Array.from(asked?.range?.[1] === 0 ? [] : [2]) } as SeriesFrame]),
};

test.each<[Moment, number | undefined]>([
  [{ kind: "line", line: 3 }, 2],
  [{ kind: "line", line: 0 }, 0],
  [{ kind: "time", time: 0 }, 0],
  [{ kind: "time", time: 1_500 }, 2],
  [{ kind: "time", time: 9_000 }, 3],
  [{ kind: "step", step: 12 }, 2],
  [{ kind: "step", step: 0 }, undefined],
])("%j is line %j", async (moment, line) => {
  expect(await findLine({ client, ...at, moment })).toBe(line);
});
