import { describe, expect, test } from "vitest";
import { encodeArrayColumn } from "./array-column.ts";
import { readCell } from "./table-cell.ts";

function column(values: readonly unknown[], shape: readonly number[]) {
  const cells = values.map((value) => readCell(value, "a"));
  const file = encodeArrayColumn("ä/b", { kind: "array", shape }, cells);
  const view = new DataView(file.buffer);
  const nameLength = view.getUint16(26, true);
  const name = new TextDecoder().decode(file.subarray(30, 30 + nameLength));
  const npy = file.subarray(30 + nameLength, 30 + nameLength + view.getUint32(18, true));
  const headerLength = new DataView(npy.buffer, npy.byteOffset).getUint16(8, true);
  const header = new TextDecoder().decode(npy.subarray(10, 10 + headerLength));
  return { file, view, name, npy, header, data: npy.slice(10 + headerLength) };
}

const tensor = (data: unknown, dtype: string) => ({ shape: [2, 1], dtype, dataSync: () => data });

describe("a column of arrays is an npz file", () => {
  test("with one stored entry, whose header says type and shape", () => {
    const { name, header, npy, data, view, file } = column([Float32Array.of(1, 2), [3, 4]], [2]);
    expect(name).toBe("ä/b.npy");
    expect([...npy.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    expect(header.trimEnd()).toBe("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }");
    expect((10 + header.length) % 64).toBe(0);
    expect(header.endsWith("\n")).toBe(true);
    expect([...new Float64Array(data.buffer)]).toEqual([1, 2, 3, 4]);
    expect(view.getUint32(0, true)).toBe(0x04034b50);
    expect(view.getUint32(file.length - 22, true)).toBe(0x06054b50);
    expect(view.getUint32(view.getUint32(file.length - 6, true), true)).toBe(0x02014b50);
  });

  test.each<[string, readonly unknown[], string]>([
    ["floats", [tensor(Float32Array.of(1, 2), "float32")], "<f4"],
    ["bytes", [tensor(Uint8Array.of(1, 2), "int8")], "|u1"],
    ["truth values", [tensor(Uint8Array.of(0, 1), "bool")], "|b1"],
    ["whole numbers of 64 bits", [tensor(BigInt64Array.of(1n, 2n), "int64")], "<i8"],
    ["two types are doubles", [tensor(Float32Array.of(1, 2), "f"), tensor(Int32Array.of(1, 2), "i")], "<f8"],
    ["a missing row among floats", [tensor(Float32Array.of(1, 2), "f"), null], "<f4"],
    ["a missing row among whole numbers", [tensor(Int32Array.of(1, 2), "i"), null], "<f8"],
    ["no row", [], "<f8"],
  ])("%s", (_, values, descr) => {
    expect(column(values, [2, 1]).header).toContain(`'descr': '${descr}'`);
    expect(column(values, [2, 1]).header).toContain(`'shape': (${values.length}, 2, 1)`);
  });

  test("a row without an array is NaN", () => {
    const { data } = column([null, tensor(Int32Array.of(1, 2), "i")], [2, 1]);
    expect([...new Float64Array(data.buffer)]).toEqual([NaN, NaN, 1, 2]);
  });
});
