import { expect, test } from "vitest";
import { describeSession } from "./describe-session.ts";

const run = (): Promise<object> => Promise.resolve({});

test("axes of any length have their name or a question mark, in Node and on the web", () => {
  const metadata = [
    { name: "x", isTensor: true as const, type: "float32", shape: ["batch", "", 28] },
    { name: "s", isTensor: false as const },
  ];
  const onWeb = [{ name: "y", isTensor: true as const, type: "float32", shape: [4_294_967_295, 10] }];
  expect(
    describeSession({
      run,
      inputNames: ["x", "s"],
      inputMetadata: metadata,
      outputNames: ["y"],
      outputMetadata: onWeb,
    }),
  ).toEqual({
    inputs: [{ name: "x", type: "float32", shape: ["batch", "?", 28] }, { name: "s" }],
    outputs: [{ name: "y", type: "float32", shape: ["?", 10] }],
  });
});

test("options are those that change how fast it is; what was not said is not there", () => {
  const options = { executionProviders: ["cuda", { name: "cpu" }], intraOpNumThreads: 2, logId: "secret" };
  expect(describeSession({ run }, options)).toEqual({
    inputs: [],
    outputs: [],
    executionProviders: ["cuda", "cpu"],
    intraOpNumThreads: 2,
  });
});
