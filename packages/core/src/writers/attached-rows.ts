import type { Item, JsonObject, LogRecord } from "@stepwell/protocol";
import type { World } from "../world.ts";
import { checkLogOptions, checkStep } from "../run/check-call.ts";
import type { LogOptions } from "../run/run.ts";
import { encodeRow } from "../encode/encode-row.ts";
import type { ValueEncoder } from "../encode/encode-value.ts";
import type { MediaFiles } from "../media/media-files.ts";
import { packItems } from "./thread-messages.ts";
import type { ThreadCall } from "./thread-messages.ts";

type RowCall = ThreadCall & { readonly kind: "row" };
type Chart = readonly [key: string, spec: JsonObject];

export interface AttachedRowsOptions {
  readonly encode: ValueEncoder;
  readonly media: Pick<MediaFiles, "take">;
  readonly clock: World["clock"];
  readonly send: (row: RowCall) => void;
  /** Media values whose files could not be written. */
  readonly loseMedia: (amount: number) => void;
}

/**
 * Puts rows together in the thread that logs them: what it holds is its own, and only whole rows go to the owner, who
 * gives them their step. A step that is given is asked for with the row.
 */
export interface AttachedRows {
  /** As `run.log`. */
  log(data: object, options: LogOptions): void;
  /** Sends the row that is held, if any. */
  finish(): void;
  /** 1 while a row is held, else 0. */
  readonly held: number;
}

export function createAttachedRows(options: AttachedRowsOptions): AttachedRows {
  const { encode, media, clock, send, loseMedia } = options;
  let items: Item[] = [];
  let records: LogRecord[] = [];
  let charts: Chart[] = [];
  let heldStep: number | undefined;
  let isHolding = false;

  function sendHeld(): void {
    const step = heldStep === undefined ? {} : { step: heldStep };
    send({
      kind: "row",
      ...packItems(items),
      ...step,
      time: clock.now() / 1000,
      ...(records.length === 0 ? {} : { records }),
      ...(charts.length === 0 ? {} : { charts }),
    });
    items = [];
    records = [];
    charts = [];
    heldStep = undefined;
    isHolding = false;
  }

  return {
    log(data, logOptions) {
      checkLogOptions(logOptions);
      const { step, commit } = logOptions;
      const at = checkStep(step);
      const row = encodeRow(data, encode);
      if (row.lostMedia > 0) loseMedia(row.lostMedia);
      if (at !== undefined && isHolding && heldStep !== at) sendHeld();
      for (const item of row.items) items.push(item);
      for (const record of media.take()) records.push(record);
      for (const [key, chart] of row.charts) charts.push([key, chart.panel(key)]);
      heldStep = at ?? heldStep;
      isHolding = true;
      if (commit ?? at === undefined) sendHeld();
    },
    finish() {
      if (isHolding) sendHeld();
    },
    get held() {
      return isHolding ? 1 : 0;
    },
  };
}
