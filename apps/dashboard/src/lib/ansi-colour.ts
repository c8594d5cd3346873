/** The colours that a console line can have here: red, green, yellow, blue, magenta, cyan, dim grey; "" is the text's own. */
export type AnsiColour = "" | "1" | "2" | "3" | "4" | "5" | "6" | "d";

const basic: readonly AnsiColour[] = ["", "1", "2", "3", "4", "5", "6", ""];

/** Where each hue ends, in degrees, as people name it: what lies between yellow and green is green from 70 on. */
const hues: readonly (readonly [end: number, AnsiColour])[] = [
  [25, "1"],
  [70, "3"],
  [160, "2"],
  [200, "6"],
  [265, "4"],
  [330, "5"],
];

/** One of the 16 colours: 0 to 7, and 8 to 15 for the bright ones. Black and white are the text's own colour, bright black is dim. */
export function basicColour(index: number): AnsiColour {
  return index === 8 ? "d" : (basic[index % 8] ?? "");
}

/** One of the 256: the 16, a cube of 6 × 6 × 6, and 24 greys. */
export function indexedColour(index: number): AnsiColour {
  if (!(index >= 0 && index <= 255)) return "";
  if (index < 16) return basicColour(index);
  if (index >= 232) return trueColour(8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10);
  const part = (size: number): number => {
    const level = Math.floor((index - 16) / size) % 6;
    return level === 0 ? 0 : 55 + level * 40;
  };
  return trueColour(part(36), part(6), part(1));
}

/** The colour nearest in hue: what was chosen for one background is read on two. */
export function trueColour(red: number, green: number, blue: number): AnsiColour {
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  if (!(high - low >= 40)) return high >= 70 && high <= 190 ? "d" : "";
  const spread = high - low;
  const turn =
    high === red
      ? ((green - blue) / spread + 6) % 6
      : high === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  const degrees = turn * 60;
  return hues.find(([end]) => degrees < end)?.[1] ?? "1";
}
