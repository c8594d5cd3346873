import type { ChartView, RunDetail } from "@stepwell/protocol";
import { keyText } from "../../lib/format-key.ts";

/** The joined path of the key that has a chart's tables. */
export function chartTableKey({ keys }: RunDetail, { tableKey }: ChartView): string {
  return keys.find(({ key }) => keyText(key) === tableKey)?.key ?? tableKey;
}
