import { Hono } from "hono";
import type { Context } from "hono";
import type { AppContext } from "../app-context.ts";
import { readKeys } from "../api/read-keys.ts";
import { readBody, readQuery } from "../api/read-request.ts";
import { refusal } from "../api/refusal.ts";
import { describeColumns } from "./describe-columns.ts";
import { orderQuerySchema, orderSchema } from "./export-order.ts";
import type { ExportOrder } from "./export-order.ts";
import { exportStream } from "./export-stream.ts";
import { savedAs } from "./file-name.ts";
import { FORMATS } from "./formats.ts";
import { createLoggedTable } from "./logged-table.ts";
import { createRunTable } from "./run-table.ts";
import { selectRuns } from "./select-runs.ts";
import { watchAbort } from "./watch-abort.ts";

/** Exports that are under way at the same time; each holds some megabytes. */
const MOST_EXPORTS = 16;

/** Rows and runs as files, made while they are sent. */
export function exportRoutes({ ports }: AppContext): Hono {
  const { runs, metrics, clock } = ports;
  const app = new Hono();
  let underWay = 0;

  const send = async (
    c: Context,
    order: ExportOrder,
    { isOneRun }: { isOneRun: boolean },
  ): Promise<Response> => {
    const format = FORMATS[order.format];
    const selected = await selectRuns(runs, order);
    const parts = [
      ...(isOneRun
        ? [order.runs?.[0]?.project ?? "", order.runs?.[0]?.run ?? ""]
        : [order.project ?? "runs"]),
      order.table === "runs" ? "runs" : order.stream,
    ];
    const headers = {
      "content-type": format.contentType,
      "content-disposition": savedAs(parts, format.extension),
      "cache-control": "no-store",
    };
    // Nobody would read or cancel the stream.
    if (c.req.method === "HEAD") return c.body(null, 200, headers);
    if (underWay >= MOST_EXPORTS) {
      throw refusal(
        503,
        `[server] Failed to export: ${MOST_EXPORTS} exports are under way. Wait for one of them to end.`,
      );
    }
    underWay += 1;
    const onEnd = (): void => {
      underWay -= 1;
    };
    try {
      const { keys, from, to, stream } = order;
      const table =
        order.table === "runs"
          ? createRunTable({ metrics, runs: selected })
          : createLoggedTable({ metrics, runs: selected, stream, keys, from, to, isNamed: !isOneRun });
      const columns =
        format.mostColumns === undefined ? [] : await describeColumns(watchAbort(table, c.req.raw.signal));
      if (columns.length > (format.mostColumns ?? 0)) {
        throw refusal(
          400,
          `[server] Failed to export: the table has ${columns.length} columns, and a ${order.format} file may have ${format.mostColumns}. Name the keys that you need, or take "jsonl".`,
        );
      }
      const writer = await format.writer(columns, order.formulas);
      return c.body(exportStream({ table, writer, clock, onEnd }), 200, headers);
    } catch (error) {
      onEnd();
      throw error;
    }
  };

  app.get("/export/:project", (c) =>
    send(c, { ...readOrder(c), project: c.req.param("project") }, { isOneRun: false }),
  );

  app.get("/export/:project/:run", (c) =>
    send(
      c,
      { ...readOrder(c), runs: [{ project: c.req.param("project"), run: c.req.param("run") }] },
      { isOneRun: true },
    ),
  );

  app.post("/export", async (c) => send(c, await readBody(c, orderSchema), { isOneRun: false }));

  return app;
}

function readOrder(c: Context): ExportOrder {
  return { ...readQuery(c, orderQuerySchema), keys: readKeys(c) };
}
