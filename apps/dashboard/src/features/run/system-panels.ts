import { splitPath } from "@stepwell/protocol";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { isAmount } from "./system-unit.ts";

interface Place {
  /** Panels are by this name. */
  readonly title: string;
  /** The line in its panel. */
  readonly line: string;
}

/** Names of what is measured, as people say them. The first that fits. */
const names: readonly (readonly [pattern: RegExp, title: string, line: string])[] = [
  [/^gpu\.(?:process\.)?(\d+)\.gpu$/, "GPU utilisation", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.memory$/, "GPU memory access", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.memoryAllocatedBytes$/, "GPU memory", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.memoryAllocated$/, "GPU memory share", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.temp$/, "GPU temperature", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.powerWatts$/, "GPU power", "$1"],
  [/^gpu\.(?:process\.)?(\d+)\.(.+)$/, "GPU $2", "$1"],
  [/^cpu\.(\d+)\.cpu_percent$/, "CPU cores", "$1"],
  [/^cpu$/, "CPU", "process"],
  [/^proc\.cpu\.threads$/, "Threads", "threads"],
  [/^memory(?:_percent)?$/, "Memory share", "machine"],
  [/^proc\.memory\.percent$/, "Memory share", "process"],
  [/^proc\.memory\.rssMB$/, "Process memory", "resident"],
  [/^proc\.memory\.availableMB$/, "Memory available", "available"],
  [/^disk\.(.+)\.usagePercent$/, "Disk used, share", "$1"],
  [/^disk\.(.+)\.usageGB$/, "Disk used", "$1"],
  [/^disk\.(.+)\.(in|out)$/, "Disk $1", "$2"],
  [/^network\.(sent|recv)$/, "Network", "$1"],
];
const words: Readonly<Record<string, string>> = { sent: "out", recv: "in" };

/** A panel for each thing that is measured; several GPUs, cores, disks and directions share one. */
export function systemPanels(keys: readonly string[], matches: (text: string) => boolean): PanelSpec[] {
  const groups = new Map<string, { readonly key: string; readonly line: string }[]>();
  for (const key of keys) {
    if (key.startsWith("_")) continue;
    const { title, line } = placeOf(splitPath(key).join("."));
    // The process's share of a GPU is said by the GPU's own line: of two lines of one name the first stays.
    const lines = groups.get(title) ?? [];
    if (!lines.some((other) => other.line === line)) lines.push({ key, line });
    groups.set(title, lines);
  }
  return [...groups]
    .filter(([title, lines]) => matches(title) || lines.some(({ key }) => matches(key)))
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([title, lines]) => ({
      id: lines[0]?.key ?? title,
      title,
      keys: lines.map(({ key }) => key),
      stream: "events",
      area: lines.every(({ key }) => isAmount(key)),
      ...(lines.length < 2
        ? {}
        : { lineNames: Object.fromEntries(lines.map(({ key, line }) => [key, line])) }),
    }));
}

function placeOf(key: string): Place {
  const bare = key.replace(/^system\./, "");
  for (const [pattern, title, line] of names) {
    if (!pattern.test(bare)) continue;
    const name = bare.replace(pattern, line);
    return { title: bare.replace(pattern, title), line: words[name] ?? name };
  }
  return { title: bare, line: bare };
}

/** GPUs first, then processor and memory, then the rest as it came. */
function rank(title: string): number {
  if (title.startsWith("GPU")) return 0;
  if (title.startsWith("CPU")) return 1;
  return /memory/i.test(title) ? 2 : 3;
}
