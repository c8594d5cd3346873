import type { TaggedValue } from "@stepwell/conformance";
import type { Chart } from "../src/plots/chart.ts";
/** The chart of a tag, made as a JavaScript user would make it; undefined for other tags. */
export declare function decodePlot(
  tagged: TaggedValue,
  decode: (value: unknown) => unknown,
): Chart | undefined;
//# sourceMappingURL=conformance-plots.d.ts.map
