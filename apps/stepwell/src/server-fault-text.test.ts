import { expect, test } from "vitest";
import { serverFaultText } from "./server-fault-text.ts";

test("a fault is printed with its id, where it happened, and nothing that a terminal obeys", () => {
  const error = new Error("no \u001b[2Jspace\u202e");
  const text = serverFaultText({ id: "ab12cd34", request: 'GET "/api/runs"', error, more: 0 });
  expect(text).toContain(
    '[stepwell] Fault "ab12cd34" while answering GET "/api/runs":\nError: no \ufffd[2Jspace\ufffd\n',
  );
  expect(text).toContain("server-fault-text.test.ts");
  expect(serverFaultText({ id: "ab12cd34", request: "GET /", error: "odd", more: 7 })).toBe(
    '[stepwell] Fault "ab12cd34" while answering GET / (and "7" more since it was printed last):\nodd',
  );
});
