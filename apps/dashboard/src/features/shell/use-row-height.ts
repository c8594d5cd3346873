import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useValueOf } from "../../lib/use-value.ts";
import { preferences } from "./preferences.ts";

/** The height of a row in px, as `--row-h` has it: for lists that must know it to draw only what is in sight. */
export function useRowHeight(): number {
  const isRoomy = useValueOf(preferences, ({ density }) => density === "roomy");
  const isCoarse = useMediaQuery("(pointer: coarse)");
  return isCoarse ? 40 : isRoomy ? 34 : 28;
}
