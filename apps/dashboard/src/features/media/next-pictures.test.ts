import type { CellView, Json } from "@stepwell/protocol";
import { expect, it } from "vitest";
import { nextPictures } from "./next-pictures.ts";

const cell = (step: number, count: number): CellView =>
  ({
    step,
    value: {
      _type: "images/separated",
      filenames: Array.from({ length: count }, (_, at) => `${step}/${at}.png`),
    } satisfies Json,
  }) as unknown as CellView;
const cells = [cell(0, 3), cell(10, 3), cell(20, 30)];
const paths = (place: number, at: number): string[] =>
  nextPictures(cells, cells[place], at).map(({ path }) => path);

it("the same place of the next step comes first, then that of the step before, then others of the next step", () => {
  expect(paths(0, 1)).toEqual(["10/1.png", "10/0.png", "10/2.png"]);
  expect(paths(1, 2).slice(0, 4)).toEqual(["20/2.png", "0/2.png", "20/0.png", "20/1.png"]);
});

it("it is few pictures of a step with many, and none beyond the last step or without a cell", () => {
  expect(paths(1, 0)).toHaveLength(9);
  expect(paths(2, 9)).toEqual([]);
  expect(nextPictures(cells, undefined, 0)).toEqual([]);
});
