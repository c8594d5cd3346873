import { expect, test } from "vitest";
import { createRowQueue } from "./row-queue.ts";

interface Pending {
  resolve(values: Record<string, unknown>): void;
  reject(reason: Error): void;
}

function lateValues(): { read: () => Promise<Record<string, unknown>>; pending: Pending } {
  let pending: Pending | undefined;
  const promise = new Promise<Record<string, unknown>>((resolve, reject) => {
    pending = { resolve, reject };
  });
  if (pending === undefined) throw new Error("a promise runs its executor at once");
  return { read: () => promise, pending };
}

test("logs a row without reads before push returns", () => {
  const rows: object[] = [];
  createRowQueue({ log: (row) => rows.push(row) }).push({ a: 1 }, []);
  expect(rows).toEqual([{ a: 1 }]);
});

test("keeps the order of rows whose values arrive in another one", async () => {
  const rows: object[] = [];
  const queue = createRowQueue({ log: (row) => rows.push(row) });
  const [first, second] = [lateValues(), lateValues()];
  queue.push({ row: 1 }, [first.read]);
  queue.push({ row: 2 }, [second.read]);
  queue.push({ row: 3 }, []);
  second.pending.resolve({ loss: 2 });
  await Promise.resolve();
  expect(rows).toEqual([]);
  first.pending.resolve({ loss: 1 });
  await queue.flush();
  expect(rows).toEqual([{ row: 1, loss: 1 }, { row: 2, loss: 2 }, { row: 3 }]);
});

test("begins every read within push, because the tensors are gone afterwards", () => {
  let begun = 0;
  const read = async () => ({ begun: (begun += 1) });
  const queue = createRowQueue({ log: () => undefined });
  queue.push({}, [read, read]);
  queue.push({}, [read]);
  expect(begun).toBe(3);
});

test("logs the rest of a row when one of its reads fails, and counts the failure", async () => {
  const rows: object[] = [];
  const queue = createRowQueue({ log: (row) => rows.push(row) });
  const failing = () => {
    throw new Error("disposed");
  };
  queue.push({ row: 1 }, [
    failing,
    async () => ({ acc: 0.5 }),
    async () => Promise.reject(new Error("lost")),
  ]);
  await queue.flush();
  expect(rows).toEqual([{ row: 1, acc: 0.5 }]);
  expect(queue.counts).toEqual({ logged: 1, failed: 2, dropped: 0 });
});

test("drops and counts rows while too many wait", async () => {
  const rows: object[] = [];
  const queue = createRowQueue({ log: (row) => rows.push(row), limit: 2 });
  const late = lateValues();
  for (let row = 0; row < 4; row += 1) queue.push({ row }, [late.read]);
  late.pending.resolve({});
  await queue.flush();
  queue.push({ row: 4 }, []);
  expect(rows).toEqual([{ row: 0 }, { row: 1 }, { row: 4 }]);
  expect(queue.counts).toEqual({ logged: 3, failed: 0, dropped: 2 });
});
