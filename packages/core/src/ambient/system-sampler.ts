import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { StatsRecord } from "@stepwell/protocol";
import type { Ambient, ProcessUsage } from "./ambient.ts";
import {
  readCgroupBytes,
  readCgroupPath,
  readCpuMax,
  readDiskstats,
  readMeminfo,
  readNetDev,
  readPhysicalCores,
  readStatus,
} from "./proc-texts.ts";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const CGROUPS = "/sys/fs/cgroup";

export type StatsItem = StatsRecord["items"][number];

/**
 * Takes the hot system metrics under W&B's names: processor, memory, disk and network. Traffic counts from the
 * sampler's creation. What the host does not tell has no key. Each call reads a few small files, about 0.3 ms.
 */
export function createSystemSampler(options: {
  fileSystem: FileSystem;
  ambient: Ambient;
  /** Default: the root. */
  diskPaths?: readonly string[];
}): () => StatsItem[] {
  const { fileSystem, ambient, diskPaths = ["/"] } = options;
  const cgroup = readCgroupPath(read("/proc/self/cgroup") ?? "");
  const capacity = cpuCapacity();
  const firstNetwork = readNetDev(read("/proc/net/dev") ?? "");
  const firstDisks = readDiskstats(read("/proc/diskstats") ?? "");
  // The first sample speaks of the whole life of the process.
  let last: Pick<ProcessUsage, "cpuSeconds" | "uptimeSeconds"> = { cpuSeconds: 0, uptimeSeconds: 0 };

  // Files of the kernel say that they are empty, so their size is not asked for.
  function read(path: string): string | undefined {
    try {
      return new TextDecoder().decode(fileSystem.readFileSync(path));
    } catch (error) {
      if (FileSystemError.isInstance(error)) return undefined;
      throw error;
    }
  }

  function readCgroup(name: string): string {
    return cgroup === undefined ? "" : (read(`${CGROUPS}${cgroup}/${name}`) ?? "");
  }

  function cpuCapacity(): number {
    const { logicalCpus } = ambient.usage();
    const cores = readPhysicalCores(read("/proc/cpuinfo") ?? "") ?? logicalCpus;
    const { allowedCpus = logicalCpus } = readStatus(read("/proc/self/status") ?? "");
    const allowed = allowedCpus < logicalCpus ? allowedCpus : Infinity;
    return Math.max(Math.min(cores, allowed, readCpuMax(readCgroup("cpu.max")) ?? Infinity), 0.01);
  }

  function pushProcess(items: StatsItem[], usage: ProcessUsage): void {
    const seconds = usage.uptimeSeconds - last.uptimeSeconds;
    if (seconds > 0) {
      items.push({ key: "cpu", value: ((usage.cpuSeconds - last.cpuSeconds) / seconds / capacity) * 100 });
    }
    last = usage;
    const { threads } = readStatus(read("/proc/self/status") ?? "");
    if (threads !== undefined) items.push({ key: "proc.cpu.threads", value: threads });
  }

  function pushMemory(items: StatsItem[], usage: ProcessUsage): void {
    const limit = readCgroupBytes(readCgroup("memory.max"));
    const used = readCgroupBytes(readCgroup("memory.current"));
    const host = readMeminfo(read("/proc/meminfo") ?? "") ?? {
      total: usage.totalMemoryBytes,
      available: usage.freeMemoryBytes,
    };
    const isLimited = limit !== undefined && used !== undefined && limit < host.total;
    const total = isLimited ? limit : host.total;
    const available = isLimited ? Math.max(0, limit - used) : host.available;
    items.push(
      { key: "proc.memory.rssMB", value: usage.rssBytes / MIB },
      { key: "proc.memory.percent", value: (usage.rssBytes / total) * 100 },
      { key: "proc.memory.availableMB", value: available / MIB },
      { key: "memory_percent", value: ((total - available) / total) * 100 },
    );
  }

  function pushDisks(items: StatsItem[]): void {
    for (const path of diskPaths) {
      const usage = ambient.diskUsage(path);
      if (usage === undefined) continue;
      const used = usage.sizeBytes - usage.freeBytes;
      items.push(
        { key: `disk.${path}.usagePercent`, value: (used / (used + usage.availableBytes)) * 100 },
        { key: `disk.${path}.usageGB`, value: used / GIB },
      );
    }
    for (const [name, now] of readDiskstats(read("/proc/diskstats") ?? "")) {
      const first = firstDisks.get(name);
      if (first === undefined) continue;
      items.push(
        { key: `disk.${name}.in`, value: (now.read - first.read) / MIB },
        { key: `disk.${name}.out`, value: (now.written - first.written) / MIB },
      );
    }
  }

  function pushNetwork(items: StatsItem[]): void {
    const text = read("/proc/net/dev");
    if (text === undefined) return;
    const { sent, received } = readNetDev(text);
    items.push(
      { key: "network.sent", value: sent - firstNetwork.sent },
      { key: "network.recv", value: received - firstNetwork.received },
    );
  }

  return () => {
    const usage = ambient.usage();
    const items: StatsItem[] = [];
    pushProcess(items, usage);
    pushMemory(items, usage);
    pushDisks(items);
    pushNetwork(items);
    return items;
  };
}
