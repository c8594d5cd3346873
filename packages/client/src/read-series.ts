import { decodeSeriesFrames, type SeriesFrame, type SeriesRequest } from "@stepwell/protocol";
import { ClientError } from "./client-error.ts";
import type { Transport } from "./transport.ts";

/** The lines of charts, in one request. A frame's `query` is the place of its request in `series`. */
export async function readSeries(
  transport: Transport,
  series: readonly SeriesRequest[],
  signal?: AbortSignal,
): Promise<SeriesFrame[]> {
  if (series.length === 0) return [];
  const what = `read ${series.length} series`;
  const response = await transport.send(what, "/api/series", { method: "POST", body: { series }, signal });
  const bytes = new Uint8Array(await response.arrayBuffer());
  try {
    return decodeSeriesFrames(bytes);
  } catch (cause) {
    throw new ClientError(
      `[@stepwell/client] Failed to ${what}: the reply of ${bytes.length} bytes is damaged. Try again, and check that client and server have one version.`,
      { status: response.status, cause },
    );
  }
}
