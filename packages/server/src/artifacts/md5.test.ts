import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { createMd5, md5Hex } from "./md5.ts";

test("is MD5, also when the bytes come in parts", () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const md5 = createMd5();
  md5.update(bytes.subarray(0, 7));
  md5.update(bytes.subarray(7));
  expect(md5.hex()).toBe(createHash("md5").update(bytes).digest("hex"));
  expect(createMd5().hex()).toBe("d41d8cd98f00b204e9800998ecf8427e");
});

test("a base64 MD5 becomes hex, and nothing else does", () => {
  expect(md5Hex("1B2M2Y8AsgTpgAmY7PhCfg==")).toBe("d41d8cd98f00b204e9800998ecf8427e");
  for (const text of [
    "",
    "d41d8cd98f00b204e9800998ecf8427e",
    "1B2M2Y8AsgTpgAmY7PhC_w==",
    "1B2M2Y8AsgTpgAmY7PhCfg",
  ]) {
    expect(md5Hex(text)).toBeUndefined();
  }
});
