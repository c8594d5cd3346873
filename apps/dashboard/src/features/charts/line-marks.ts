import type { PreparedLine } from "./prepare-line.ts";

/** A stretch without finite values between two entries, and why. */
interface Gap {
  readonly reason: "NaN" | "no data" | "infinite";
  readonly from: number;
  readonly to: number;
  readonly fromY: number;
  readonly toY: number;
}

/** Entries that lie outside the axis, gathered where their carets would touch. */
interface OffScale {
  readonly up: boolean;
  readonly x: number;
  readonly value: number;
  readonly points: number;
}

export interface LineMarks {
  readonly gaps: readonly Gap[];
  /** x of single NaNs next to finite values. */
  readonly ticks: readonly number[];
  readonly offScale: readonly OffScale[];
}

/** Finds what a line cannot show as a line: NaN stretches, single NaNs, infinities, values off the axis. */
export function lineMarks(
  line: PreparedLine,
  [yMin, yMax]: readonly [number, number],
  x: readonly [number, number],
  nearby: number,
): LineMarks {
  const { data, at } = line;
  const gaps: Gap[] = [];
  const ticks: number[] = [];
  const offScale: OffScale[] = [];
  const height = line.smoothed ?? data.mean;
  let before = -1;
  for (let entry = 0; entry < data.x.length; entry++) {
    const place = at[entry] as number;
    if (!Number.isNaN(data.mean[entry] as number)) {
      if (before >= 0 && entry - before > 1) {
        gaps.push({
          reason: reasonOf(line, before + 1, entry),
          from: data.xLast[before] as number,
          to: data.x[entry] as number,
          fromY: height[before] as number,
          toY: height[entry] as number,
        });
      }
      before = entry;
      if ((data.nan[entry] as number) > 0) ticks.push(place);
    }
    if (place < x[0] || place > x[1]) continue;
    if ((data.positiveInfinity[entry] as number) > 0)
      add(offScale, true, place, Number.POSITIVE_INFINITY, nearby);
    if ((data.negativeInfinity[entry] as number) > 0)
      add(offScale, false, place, Number.NEGATIVE_INFINITY, nearby);
    // The band of a group is no point.
    const high = (line.group === undefined ? data.max : data.mean)[entry] as number;
    const low = (line.group === undefined ? data.min : data.mean)[entry] as number;
    if (high > yMax) add(offScale, true, place, high, nearby);
    if (low < yMin) add(offScale, false, place, low, nearby);
  }
  const tail = trailingGap(line, before);
  return { gaps: tail === undefined ? gaps : [...gaps, tail], ticks, offScale };
}

/** Entries without a point are put in where nothing was logged for long. */
function reasonOf({ data }: PreparedLine, from: number, to: number): Gap["reason"] {
  let points = 0;
  for (let entry = from; entry < to; entry++) {
    if ((data.nan[entry] as number) > 0) return "NaN";
    points += data.count[entry] as number;
  }
  // Infinities have carets of their own.
  return points === 0 ? "no data" : "infinite";
}

function trailingGap({ data }: PreparedLine, before: number): Gap | undefined {
  const last = data.x.length - 1;
  if (last < 0 || before === last || (data.nan[last] as number) === 0) return undefined;
  const from = before === -1 ? (data.x[0] as number) : (data.xLast[before] as number);
  return { reason: "NaN", from, to: data.xLast[last] as number, fromY: Number.NaN, toY: Number.NaN };
}

function add(list: OffScale[], up: boolean, x: number, value: number, nearby: number): void {
  const at = list.findLastIndex((item) => item.up === up);
  const last = list[at];
  if (last === undefined || x - last.x > nearby) {
    list.push({ up, x, value, points: 1 });
    return;
  }
  const further = up ? value > last.value : value < last.value;
  list[at] = { up, x: further ? x : last.x, value: further ? value : last.value, points: last.points + 1 };
}
