/** Round values from `from` to `to`, so far apart that at most `count` steps fit, and the step between. Two at least, where there are two. */
export function linearTicks(from: number, to: number, count: number): { values: number[]; step: number } {
  if (!(to > from)) return { values: [from], step: 1 };
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const ratio = rough / power - 1e-9;
  const step = power * (ratio > 5 ? 10 : ratio > 2 ? 5 : ratio > 1 ? 2 : 1);
  const values: number[] = [];
  const first = Math.ceil(from / step - 1e-9);
  for (let at = first; at * step <= to + step * 1e-9 && values.length < 1_000; at++) {
    values.push(at === 0 ? 0 : roundTo(at * step, step));
  }
  // One tick tells no scale.
  return values.length < 2 && count < 16 ? linearTicks(from, to, count * 2) : { values, step };
}

/** Decades from `from` to `to` (both > 0); with fewer than three also 2 and 5; linear ticks when that gives one. */
export function logTicks(from: number, to: number, count: number): { values: number[]; step: number } {
  if (!(from > 0) || !(to > from)) return linearTicks(from, to, count);
  const low = Math.floor(Math.log10(from) + 1e-9);
  const high = Math.ceil(Math.log10(to) - 1e-9);
  const decades = Math.log10(to / from);
  const parts = decades < 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((high - low) / Math.max(2, count)));
  const values: number[] = [];
  for (let power = low; power <= high; power += every) {
    for (const part of parts) {
      const value = part * 10 ** power;
      if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) values.push(value);
    }
  }
  return values.length < 2 ? linearTicks(from, to, count) : { values, step: 0 };
}

/** Zero and decades on both sides of it, for an axis that is linear below `linear`: about `count` ticks. */
export function symlogTicks(from: number, to: number, count: number, linear: number): number[] {
  const largest = Math.max(Math.abs(from), Math.abs(to), linear);
  const high = Math.floor(Math.log10(largest) + 1e-9);
  const low = Math.min(high, Math.round(Math.log10(linear)));
  const sides = Number(from < 0) + Number(to > 0);
  const every = Math.max(1, Math.ceil(((high - low + 1) * Math.max(1, sides)) / Math.max(1, count - 1)));
  const sizes: number[] = [];
  // The decade next to zero stands close to it, and is named only where there is room.
  const nearest = every > 1 ? low + 1 : low;
  for (let power = high; power >= nearest; power -= every) sizes.push(Number(`1e${power}`));
  const ticks = [...sizes.map((size) => -size), 0, ...sizes.toReversed()];
  const inside = ticks.filter((value) => value >= from && value <= to);
  return inside.length < 2 ? linearTicks(from, to, count).values : inside;
}

const durationSteps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800,
  432_000, 864_000,
];

/** Like `linearTicks` for seconds: steps that a clock has. */
export function durationTicks(from: number, to: number, count: number): { values: number[]; step: number } {
  const rough = (to - from) / Math.max(1, count);
  const step = durationSteps.find((candidate) => candidate >= rough);
  if (rough < 1 || step === undefined) return linearTicks(from, to, count);
  const values: number[] = [];
  for (let at = Math.ceil(from / step - 1e-9); at * step <= to + step * 1e-9; at++)
    values.push(at * step + 0);
  return { values, step };
}

function roundTo(value: number, step: number): number {
  const decimals = Math.max(0, Math.ceil(-Math.log10(step)) + 2);
  return decimals > 15 ? value : Number(value.toFixed(Math.min(decimals, 100)));
}
