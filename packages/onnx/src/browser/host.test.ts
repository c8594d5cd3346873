import { expect, test } from "vitest";
import type * as node from "../node/host.ts";
import * as browser from "./host.ts";

test("a page fetches the model from its address", async () => {
  const asked: string[] = [];
  const fetch = (url: string) => {
    asked.push(url);
    return Promise.resolve({ ok: true, status: 200, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) });
  };
  expect(await browser.readModelFile("/vad.onnx", { fetch })).toEqual({
    size: 0,
    bytes: new Uint8Array(0),
    sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  });
  expect(asked).toEqual(["/vad.onnx"]);
});

test("an address that leads nowhere is told of with its status", async () => {
  const fetch = () =>
    Promise.resolve({ ok: false, status: 404, arrayBuffer: () => Promise.reject(new Error("none")) });
  await expect(browser.readModelFile("/gone.onnx", { fetch })).rejects.toThrow('"/gone.onnx" answered "404"');
});

test("a page has no profile, and the doors of both hosts have the same members", () => {
  expect(browser.findProfile("profile")).toBeUndefined();
  const door: typeof node = browser;
  expect(Object.keys(door).sort()).toEqual(["findProfile", "readModelFile"]);
});
