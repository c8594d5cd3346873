import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { paletteSize } from "./palette.ts";

// Distance: Euclidean in OKLab (Ottosson 2020), times 100; about 2 is just noticeable side by side. Colour blindness as
// simulated by Machado, Oliveira and Fernandes 2009 at full severity, on linear sRGB.

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const tokens = readFileSync(new URL("../tokens.css", import.meta.url), "utf8");
const themes = {
  light: tokens.slice(0, tokens.indexOf("@media")),
  dark: tokens.slice(tokens.indexOf(':root[data-theme="dark"]')),
};

const visions: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The smallest distance of the first 4, 6, 8, 10 and 12 colours, as the palette was chosen for. */
const chosen = {
  light: {
    normal: [16.9, 11.9, 11.3, 7.1, 7.1],
    protan: [13.8, 7.7, 7.6, 7.6, 6.6],
    deutan: [17.1, 7.2, 7.2, 6.9, 6.9],
    tritan: [13.8, 7.1, 7.1, 6.9, 6.5],
  },
  dark: {
    normal: [16, 11.1, 11, 9.8, 9.4],
    protan: [12.7, 9.8, 8.2, 8.2, 8],
    deutan: [10.3, 10, 9.6, 8.4, 7.4],
    tritan: [11.1, 9.2, 8.6, 7.9, 7.4],
  },
};

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  const colors = (name: string, from: number, count: number): Triple[] =>
    Array.from({ length: count }, (_, at) => {
      const hex = new RegExp(`--${name}-${from + at}: (#[0-9a-f]{6})`).exec(themes[theme])?.[1] ?? "";
      return linear(hex);
    });

  test.each(Object.keys(visions))(
    "the first run colours are as far apart as they were chosen, vision %s",
    (name) => {
      const seen = colors("run", 1, paletteSize).map((color) => seenBy(color, visions[name] as Matrix));
      const smallest = [4, 6, 8, 10, 12].map((count) =>
        Number(smallestDistance(seen.slice(0, count)).toFixed(1)),
      );
      expect(smallest).toEqual(chosen[theme][name as "normal"]);
    },
  );

  test.each(Object.keys(visions))("the sequential scale only rises or only falls, vision %s", (name) => {
    const lightness = colors("seq", 0, 9).map((color) => seenBy(color, visions[name] as Matrix)[0]);
    const sign = theme === "light" ? -1 : 1;
    for (let step = 1; step < lightness.length; step++)
      expect(sign * ((lightness[step] ?? 0) - (lightness[step - 1] ?? 0)), `step ${step}`).toBeGreaterThan(0);
  });

  test("neighbours on the sequential scale can be told apart", () => {
    const scale = colors("seq", 0, 9).map((color) => seenBy(color, visions["normal"] as Matrix));
    for (let step = 1; step < scale.length; step++)
      expect(distance(scale[step - 1] as Triple, scale[step] as Triple)).toBeGreaterThan(6.75);
  });
});

function smallestDistance(colors: readonly Triple[]): number {
  return Math.min(...colors.flatMap((a, at) => colors.slice(at + 1).map((b) => distance(a, b))));
}

function distance(a: Triple, b: Triple): number {
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Linear sRGB, 0 to 1. */
function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

/** OKLab of a linear colour under a kind of vision. */
function seenBy(color: Triple, vision: Matrix): Triple {
  const seen = times(vision, color).map((channel) => Math.min(1, Math.max(0, channel))) as unknown as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    seen,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function times(matrix: Matrix, [x, y, z]: Triple): Triple {
  return matrix.map(([a, b, c]) => a * x + b * y + c * z) as unknown as Triple;
}
