import { expect, test } from "vitest";
import { faultText } from "./fault-text.ts";

test("a fault is one sentence, and its stack is for who asks for it", () => {
  const error = new Error("disk I/O error.");
  expect(faultText(error, {})).toMatch(
    /^\[stepwell\] Failed to run: disk I\/O error\. That is a fault of .+STEPWELL_TRACE=1/,
  );
  expect(faultText(error, {})).not.toContain("\n");
  expect(faultText(error, { STEPWELL_TRACE: "1" })).toContain("fault-text.test.ts");
  expect(faultText("text", { STEPWELL_TRACE: "1" })).not.toContain("\n");
});
