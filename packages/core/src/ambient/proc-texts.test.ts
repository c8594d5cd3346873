import { describe, expect, test } from "vitest";
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

test("memory of the host, from kibibytes", () => {
  const text =
    "MemTotal:       16368964 kB\nMemFree:         1204392 kB\nMemAvailable:    9876540 kB\nBuffers: 1 kB\n";
  expect(readMeminfo(text)).toEqual({ total: 16_368_964 * 1024, available: 9_876_540 * 1024 });
});

test("traffic of all interfaces, with names that touch their numbers", () => {
  const text = [
    "Inter-|   Receive                                                |  Transmit",
    " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed",
    "    lo: 386472011   30071    0    0    0     0          0         0 386472011   30071    0    0    0     0       0          0",
    "eth0:2025149079   56141    0    0    0     0          0         0  4455034   36614    0    0    0     0       0          0",
    "",
  ].join("\n");
  expect(readNetDev(text)).toEqual({ received: 2_411_621_090, sent: 390_927_045 });
});

test("whole disks without their partitions, loops and memory", () => {
  const text = [
    "   7       0 loop0 9 0 9 0 9 0 9 0 0 0 0 0 0 0 0 0 0",
    " 254       0 vda 477785 41048 18838482 476052 500072 289996 62240824 402298 0 83332 904944 145206 106 22428096 15264 134930 11329",
    " 254       1 vda1 1 0 8 0 1 0 8 0 0 0 0",
    " 259       0 nvme0n1 10 0 80 0 20 0 160 0 0 0 0",
    " 259       1 nvme0n1p1 10 0 80 0 20 0 160 0 0 0 0",
    " 253       0 zram0 0 0 0 0 0 0 0 0 0 0 0",
    "",
  ].join("\n");
  expect([...readDiskstats(text)]).toEqual([
    ["vda", { read: 18_838_482 * 512, written: 62_240_824 * 512 }],
    ["nvme0n1", { read: 80 * 512, written: 160 * 512 }],
  ]);
});

test.each([
  ["0-1", 2],
  ["0,2-3,8", 4],
  ["5", 1],
  ["x-y", undefined],
])("the processor list %s has %s", (list, allowedCpus) => {
  const text = `Name:\tnode\nThreads:\t11\nCpus_allowed:\tff\nCpus_allowed_list:\t${list}\n`;
  expect(readStatus(text)).toEqual({ threads: 11, allowedCpus });
});

test("hyper-threads share a core", () => {
  const block = (id: number, core: number): string =>
    `processor\t: ${id}\nphysical id\t: 0\nsiblings\t: 4\ncore id\t\t: ${core}\ncpu cores\t: 2\n`;
  expect(readPhysicalCores([block(0, 0), block(1, 1), block(2, 0), block(3, 1)].join("\n"))).toBe(2);
  expect(readPhysicalCores("processor\t: 0\nBogoMIPS\t: 50.00\n")).toBeUndefined();
});

describe("cgroups", () => {
  test("only version 2 counts", () => {
    expect(readCgroupPath("9:name=systemd:/\n4:memory:/a\n0::/user.slice/x\n")).toBe("/user.slice/x");
    expect(readCgroupPath("0::/\n")).toBe("");
    expect(readCgroupPath("4:memory:/a\n")).toBeUndefined();
    expect(readCgroupPath("0::/../../etc\n")).toBeUndefined();
  });

  test("limits, and what is none", () => {
    expect(readCpuMax("150000 100000\n")).toBe(1.5);
    expect(readCpuMax("max 100000\n")).toBeUndefined();
    expect(readCpuMax("")).toBeUndefined();
    expect(readCgroupBytes("1048576\n")).toBe(1_048_576);
    expect(readCgroupBytes("max\n")).toBeUndefined();
    expect(readCgroupBytes("")).toBeUndefined();
  });
});

test.each([readMeminfo, readNetDev, readDiskstats, readStatus, readPhysicalCores, readCpuMax])(
  "%o takes text that makes no sense",
  (read) => {
    const found = JSON.stringify(read("\u0000\n: : :\n\n1 2 3 4\nMemTotal: x kB\n"));
    expect(found ?? "").not.toMatch(/NaN|Infinity/);
  },
);
