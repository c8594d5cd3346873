import type { LogRecord } from "@stepwell/protocol";
import type { Settings } from "../settings/resolve-settings.ts";

/** System metrics of one of several writers have its label in their keys, as at W&B. */
export function labelStats(record: LogRecord, { shared }: Pick<Settings, "shared">): LogRecord {
  if (shared === undefined || record.type !== "stats") return record;
  const items = record.items.map(({ key, value }) => ({ key: `${key}/l:${shared.label}`, value }));
  return { ...record, items };
}
