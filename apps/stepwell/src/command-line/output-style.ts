import type { TextStyle } from "./text-layout.ts";

const USUAL_WIDTH = 80;

/** How text is shown: colours on a terminal that has some and whose user did not refuse them, elsewhere 80 plain columns. */
export function outputStyle(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): TextStyle {
  const isTerminal = stream.isTTY === true;
  const isPlain = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return {
    width: (isTerminal && stream.columns) || USUAL_WIDTH,
    hasColor: isTerminal && !isPlain,
  };
}
