/** Readers of the texts that Linux keeps under `/proc` and `/sys/fs/cgroup`. Pure; what is malformed is left out. */

const SECTOR_BYTES = 512;

/** Bytes, from `/proc/meminfo`. */
export function readMeminfo(text: string): { total: number; available: number } | undefined {
  const kibibytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text)?.[1] ?? NaN);
  const total = kibibytes("MemTotal") * 1024;
  const available = kibibytes("MemAvailable") * 1024;
  return total > 0 && available >= 0 ? { total, available } : undefined;
}

/** Bytes over all interfaces, from `/proc/net/dev`. */
export function readNetDev(text: string): { received: number; sent: number } {
  let received = 0;
  let sent = 0;
  for (const line of text.split("\n").slice(2)) {
    const fields = line
      .slice(line.indexOf(":") + 1)
      .trim()
      .split(/\s+/);
    received += count(fields[0]);
    sent += count(fields[8]);
  }
  return { received, sent };
}

/** Bytes per whole device, from `/proc/diskstats`; devices in memory, loops and partitions are left out. */
export function readDiskstats(text: string): Map<string, { read: number; written: number }> {
  const devices = new Map<string, { read: number; written: number }>();
  for (const line of text.split("\n")) {
    const [, , name, , , read, , , , written] = line.trim().split(/\s+/);
    if (name === undefined || /^(loop|ram|zram)\d+$/.test(name)) continue;
    const whole = /^(.*\d)p\d+$/.exec(name)?.[1] ?? /^(.*\D)\d+$/.exec(name)?.[1];
    if (whole !== undefined && devices.has(whole)) continue;
    devices.set(name, { read: count(read) * SECTOR_BYTES, written: count(written) * SECTOR_BYTES });
  }
  return devices;
}

/** From `/proc/self/status`: the threads, and on how many processors they may run. */
export function readStatus(text: string): { threads: number | undefined; allowedCpus: number | undefined } {
  const threads = Number(/^Threads:\s+(\d+)$/m.exec(text)?.[1] ?? NaN);
  const list = /^Cpus_allowed_list:\s+(\S+)$/m.exec(text)?.[1];
  return {
    threads: Number.isNaN(threads) ? undefined : threads,
    allowedCpus: list === undefined ? undefined : lengthOfCpuList(list),
  };
}

/** Physical cores, from `/proc/cpuinfo`; undefined where it doesn't name them. */
export function readPhysicalCores(text: string): number | undefined {
  const cores = new Set<string>();
  for (const block of text.split(/\n\n+/)) {
    const core = /^core id\s*:\s*(\d+)$/m.exec(block)?.[1];
    if (core !== undefined) cores.add(`${/^physical id\s*:\s*(\d+)$/m.exec(block)?.[1] ?? ""}/${core}`);
  }
  return cores.size === 0 ? undefined : cores.size;
}

/** The folder below `/sys/fs/cgroup` of this process in cgroup v2, from `/proc/self/cgroup`. */
export function readCgroupPath(text: string): string | undefined {
  const path = /^0::(\/.*)$/m.exec(text)?.[1];
  return path === undefined || path.split("/").includes("..") ? undefined : path.replace(/\/$/, "");
}

/** Processors, from `cpu.max`; undefined for no limit. */
export function readCpuMax(text: string): number | undefined {
  const [quota, period] = text.trim().split(/\s+/).map(Number);
  const cores = (quota ?? NaN) / (period ?? NaN);
  return Number.isFinite(cores) && cores > 0 ? cores : undefined;
}

/** Bytes, from `memory.max` or `memory.current`; undefined for `max`. */
export function readCgroupBytes(text: string): number | undefined {
  return /^\d+\n?$/.test(text) ? Number(text) : undefined;
}

function lengthOfCpuList(list: string): number | undefined {
  let length = 0;
  for (const part of list.split(",")) {
    const [first, last = first] = part.split("-").map(Number);
    length += (last ?? NaN) - (first ?? NaN) + 1;
  }
  return length > 0 ? length : undefined;
}

function count(field: string | undefined): number {
  const value = Number(field ?? 0);
  return Number.isFinite(value) ? value : 0;
}
