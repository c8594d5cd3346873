import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMemoryAmbient } from "../testing/memory-ambient.ts";
import type { Ambient } from "./ambient.ts";
import { createSystemSampler } from "./system-sampler.ts";

function machine(files: Readonly<Record<string, string>>) {
  const fileSystem = createMemoryFileSystem();
  const write = (path: string, text: string): void => {
    fileSystem.makeFolderSync(path.slice(0, path.lastIndexOf("/")));
    fileSystem.writeFileSync(path, new TextEncoder().encode(text));
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { fileSystem, write };
}

const asObject = (items: readonly { key: string; value: unknown }[]) =>
  Object.fromEntries(items.map(({ key, value }) => [key, value]));

test("a host without /proc has what the runtime tells", () => {
  const sample = createSystemSampler({ ...machine({}), ambient: createMemoryAmbient() });
  expect(asObject(sample())).toEqual({
    cpu: 2.5,
    "proc.memory.rssMB": 100,
    "proc.memory.percent": 10,
    "proc.memory.availableMB": 600,
    memory_percent: 40,
    "disk./.usagePercent": 25,
    "disk./.usageGB": 2,
  });
});

test("Linux adds threads and traffic since the start, and the processor share is of the time between samples", () => {
  const host = machine({
    "/proc/self/status": "Threads:\t7\nCpus_allowed_list:\t0-1\n",
    "/proc/net/dev": "a\nb\n eth0: 1000 0 0 0 0 0 0 0 500 0\n",
    "/proc/diskstats": " 8 0 sda 1 0 2048 0 1 0 4096 0\n",
    "/proc/meminfo": "MemTotal: 1024000 kB\nMemAvailable: 256000 kB\n",
  });
  const ambient = createMemoryAmbient();
  let cpuSeconds = 1;
  let uptimeSeconds = 10;
  const moving: Ambient = { ...ambient, usage: () => ({ ...ambient.usage(), cpuSeconds, uptimeSeconds }) };
  const sample = createSystemSampler({ ...host, ambient: moving });
  expect(asObject(sample())).toMatchObject({
    cpu: 5,
    "proc.cpu.threads": 7,
    "proc.memory.availableMB": 250,
    memory_percent: 75,
    "disk.sda.in": 0,
    "disk.sda.out": 0,
    "network.sent": 0,
    "network.recv": 0,
  });
  cpuSeconds = 3;
  uptimeSeconds = 12;
  host.write("/proc/net/dev", "a\nb\n eth0: 1300 0 0 0 0 0 0 0 700 0\n");
  host.write("/proc/diskstats", " 8 0 sda 1 0 4096 0 1 0 8192 0\n 8 1 sdb 1 0 4096 0 1 0 8192 0\n");
  const second = asObject(sample());
  expect(second).toMatchObject({
    cpu: 50,
    "disk.sda.in": 1,
    "disk.sda.out": 2,
    "network.sent": 200,
    "network.recv": 300,
  });
  expect(second).not.toHaveProperty(["disk.sdb.in"]);
});

test("a cgroup's limits are the machine of its processes", () => {
  const host = machine({
    "/proc/self/cgroup": "0::/job\n",
    "/sys/fs/cgroup/job/memory.max": String(400 * 1024 ** 2),
    "/sys/fs/cgroup/job/memory.current": String(300 * 1024 ** 2),
    "/sys/fs/cgroup/job/cpu.max": "50000 100000\n",
  });
  expect(asObject(createSystemSampler({ ...host, ambient: createMemoryAmbient() })())).toMatchObject({
    cpu: 20,
    "proc.memory.percent": 25,
    "proc.memory.availableMB": 100,
    memory_percent: 75,
  });
});

test("a Linux machine has all of W&B's keys, and no others", () => {
  const host = machine({
    "/proc/self/status": "Threads:\t7\n",
    "/proc/net/dev": "a\nb\n eth0: 1000 0 0 0 0 0 0 0 500 0\n",
    "/proc/diskstats": " 8 0 sda 1 0 2048 0 1 0 4096 0\n",
    "/proc/meminfo": "MemTotal: 1024000 kB\nMemAvailable: 256000 kB\n",
  });
  const sample = createSystemSampler({ ...host, ambient: createMemoryAmbient(), diskPaths: ["/", "/data"] });
  expect(sample().map(({ key }) => key)).toEqual([
    "cpu",
    "proc.cpu.threads",
    "proc.memory.rssMB",
    "proc.memory.percent",
    "proc.memory.availableMB",
    "memory_percent",
    "disk./.usagePercent",
    "disk./.usageGB",
    "disk./data.usagePercent",
    "disk./data.usageGB",
    "disk.sda.in",
    "disk.sda.out",
    "network.sent",
    "network.recv",
  ]);
});
