import { expect, test } from "vitest";
import { placeLineage, type LineageNode } from "./place-lineage.ts";
import { previewKind, readStart } from "./preview-kind.ts";

function streamOf(...parts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

test("Pictures are shown, archives are not, and whatever else is tried as text", () => {
  expect(["a.PNG", "b.tar.gz", "weights.bin", "Makefile", "x.csv"].map(previewKind)).toEqual([
    "image",
    "none",
    "none",
    "text",
    "text",
  ]);
});

test("Only the beginning of a long file is read", async () => {
  expect(await readStart(streamOf("abc", "def"), 4)).toEqual({ text: "abcd", isWhole: false, isText: true });
  expect(await readStart(streamOf("abc"), 3)).toEqual({ text: "abc", isWhole: true, isText: true });
  expect(await readStart(streamOf("abc", "def"), 3)).toEqual({ text: "abc", isWhole: false, isText: true });
  expect(await readStart(streamOf("abc"), 100)).toEqual({ text: "abc", isWhole: true, isText: true });
});

test("Bytes with zeros are no text", async () => {
  expect((await readStart(streamOf("a\0b"), 10)).isText).toBe(false);
});

const node = (id: string, column: number): LineageNode => ({ id, column, kind: "artifact", label: id });

test("A column is centred on the tallest one, and every edge joins the sides of its boxes", () => {
  const placed = placeLineage({
    nodes: [node("a", 0), node("b", 0), node("run", 1)],
    edges: [
      ["a", "run"],
      ["b", "run"],
    ],
  });
  expect(placed.nodes.map(({ top }) => top)).toEqual([0, 44, 22]);
  expect(placed.height).toBe(76);
  expect(placed.edges).toHaveLength(2);
  expect(placed.edges[0]?.from).toEqual({ x: 190, y: 16 });
});

test("Empty columns take no room", () => {
  expect(
    placeLineage({ nodes: [node("me", 2), node("user", 3)], edges: [["me", "user"]] }).nodes[0]?.left,
  ).toBe(0);
});

test("An edge to what is not there is left out", () => {
  expect(placeLineage({ nodes: [node("me", 2)], edges: [["me", "gone"]] }).edges).toEqual([]);
});
