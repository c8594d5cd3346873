import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createConfig } from "./config.ts";

test("console.log shows the values and not the methods", () => {
  const { config } = createConfig({ initial: { values: [{ lr: 0.1 }], locked: {} }, write: () => undefined });
  config["layers"] = [1, 2];
  expect(inspect(config)).toBe("{ lr: 0.1, layers: [ 1, 2 ] }");
});
