const SERVER = ["@stepwell/server", "@stepwell/storage", "@stepwell/mock"];

/**
 * What a browser has to load in each case, and the most that it may be: `bar` kB, minified and gzipped, as Vite bundles
 * pages. `main` is what the page does with what it `imports`; packages that are `absent` must not be in it at all.
 */
export const scenarios = [
  {
    name: "init, log, finish",
    bar: 25,
    imports: `import { init } from "@stepwell/core";`,
    main: `const run = await init({ project: "p" }); run.log({ loss: 1 }); await run.finish();`,
    absent: SERVER,
  },
  {
    name: "the same with pictures and tables",
    bar: 78,
    imports: `import { Image, Table, init } from "@stepwell/core";`,
    main: `const run = await init({ project: "p" });
      run.log({ picture: new Image(canvas), table: new Table({ columns: ["a"], data: [[1]] }) });
      await run.finish();`,
    absent: SERVER,
  },
  {
    name: "the worker that writes a page's runs",
    bar: 92,
    imports: `import "@stepwell/core/run-worker";`,
    main: "",
    absent: SERVER,
  },
  {
    name: "init, and the callback of TensorFlow.js",
    bar: 95,
    imports: `import { init } from "@stepwell/core"; import { stepwellCallback } from "@stepwell/tfjs";`,
    main: `const run = await init({ project: "p" });
      await model.fit(xs, ys, { callbacks: stepwellCallback({ run, tf }) });
      await run.finish();`,
    absent: [...SERVER, "@tensorflow/tfjs"],
  },
  {
    name: "init, and a tracked session of ONNX Runtime",
    bar: 54,
    imports: `import { init } from "@stepwell/core"; import { track } from "@stepwell/onnx";`,
    main: `const run = await init({ project: "p" }); track(session, { run }); await run.finish();`,
    absent: [...SERVER, "onnxruntime-web"],
  },
  {
    name: "a client that reads a run",
    bar: 8,
    imports: `import { createClient } from "@stepwell/client";`,
    main: `await createClient({ baseUrl: "" }).run("p", "r");`,
    absent: [...SERVER, "@stepwell/core"],
  },
];
