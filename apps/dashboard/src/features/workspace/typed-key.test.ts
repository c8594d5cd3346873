import { expect, test } from "vitest";
import { keyAt, withKeyAt } from "./typed-key.ts";

test("the key that is typed stands between two commas", () => {
  const text = "train/loss, val/mi , lr";
  expect(keyAt(text, 3).text).toBe("train/loss");
  expect(keyAt(text, 16).text).toBe("val/mi");
  expect(keyAt(text, text.length).text).toBe("lr");
  expect(keyAt("", 0)).toEqual({ from: 0, to: 0, text: "" });
  expect(keyAt("a,", 2).text).toBe("");
  expect(keyAt(" , b", 1).text).toBe("");
});

test("a key takes the place of what was typed, and at the end another may follow", () => {
  expect(withKeyAt("train/loss, vami", 16, "val/miou")).toEqual({
    text: "train/loss, val/miou, ",
    place: 22,
  });
  expect(withKeyAt("lo, lr", 2, "loss")).toEqual({ text: "loss, lr", place: 4 });
  expect(withKeyAt("a,", 2, "b").text).toBe("a, b, ");
  expect(withKeyAt("", 0, "b").text).toBe("b, ");
});
