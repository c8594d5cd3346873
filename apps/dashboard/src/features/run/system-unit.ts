import { splitPath } from "@stepwell/protocol";
import { linearTicks } from "../../lib/axis-ticks.ts";
import { byteUnits, formatBytes } from "../../lib/format-bytes.ts";
import { formatTicks } from "../../lib/format-ticks.ts";
import { formatValue } from "../../lib/format-value.ts";
import { valueScale, type YScale } from "../charts/chart-axes.ts";

/** The y axis of a system metric, by what its name says about the unit. */
export function systemScale(key: string): YScale {
  if (/temp/i.test(key)) return suffixed("\u00b0C");
  if (/watt/i.test(key)) return suffixed("W");
  // Disk traffic is counted in MiB, network traffic in bytes.
  if (/MB$|\bdisk\..*\.(in|out)$/i.test(key)) return bytes(1_024 * 1_024);
  if (/GB$/i.test(key)) return bytes(1_024 ** 3);
  if (/bytes|network\.(sent|recv)$/i.test(key)) return bytes(1);
  if (/cpu|gpu|percent|memory$|usage/i.test(key) && !/freq|count|thread|clock/i.test(key))
    return suffixed("%");
  return valueScale;
}

/** A share or a size: something that can be none, whose area from zero says how much it is. */
export function isAmount(key: string): boolean {
  const text = splitPath(key).join(".");
  if (/temp|watt|power|freq|clock|thread|count/i.test(text)) return false;
  return /percent|usage|memory|bytes|MB$|GB$|network|disk|\bcpu\b|\.gpu$/i.test(text);
}

function suffixed(unit: string): YScale {
  return {
    ticks: (from, to, count) => {
      const { values, step } = linearTicks(from, to, count);
      return { values, labels: formatTicks(values, step).map((text) => `${text}\u2009${unit}`) };
    },
    format: (value) => `${formatValue(value)}\u2009${unit}`,
  };
}

/** Ticks at round numbers of the unit that the largest value has. */
function bytes(size: number): YScale {
  return {
    ticks: (from, to, count) => {
      const power = Math.floor(Math.log(Math.max(1, to * size)) / Math.log(1_024));
      const unit = 1_024 ** Math.min(byteUnits.length - 1, power);
      const name = byteUnits[Math.min(byteUnits.length - 1, power)];
      const { values, step } = linearTicks((from * size) / unit, (to * size) / unit, count);
      const scaled = values.map((value) => (value * unit) / size);
      return {
        values: scaled,
        labels: formatTicks(values, step).map((text, at) => (values[at] === 0 ? "0" : `${text} ${name}`)),
      };
    },
    format: (value) => (Number.isFinite(value) ? formatBytes(value * size) : formatValue(value)),
  };
}
