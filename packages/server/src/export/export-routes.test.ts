import { describe, expect, test } from "vitest";
import type { Row } from "@stepwell/runlog";
import { createMemoryMetricStore } from "@stepwell/storage";
import type { MetricStore } from "@stepwell/storage";
import { readArrow, readCsv, readJsonl, readParquet } from "../testing/read-export.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

type Runs = Readonly<Record<string, readonly Row[]>>;

/** A server with runs of these names and rows, `project/run` each. */
async function serverWith(runs: Runs, metrics: MetricStore = createMemoryMetricStore()): Promise<TestServer> {
  const server = createTestServer({ metrics });
  for (const [path, rows] of Object.entries(runs)) {
    const [project = "", run = ""] = path.split("/");
    const { number } = await server.runs.openRun(project, run, 0);
    await server.metrics.append([{ run: number, stream: "history", source: "s", offset: 0, rows }]);
  }
  return server;
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

async function load(server: TestServer, path: string): Promise<Uint8Array> {
  return bytesOf(await server.request(`/api/export${path}`));
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function post(server: TestServer, body: unknown): Promise<Response> {
  return server.request("/api/export", { method: "POST", body: JSON.stringify(body) });
}

async function firstRow(format: string, bytes: Uint8Array): Promise<Record<string, unknown> | undefined> {
  if (format === "jsonl") return readJsonl(bytes)[0];
  const { names, rows } =
    format === "parquet" ? await readParquet(bytes) : format === "arrow" ? readArrow(bytes) : readCsv(bytes);
  return Object.fromEntries(names.map((name, at) => [name, rows[0]?.[at]]));
}

async function refusalOf(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { error: { message: string } }).error.message];
}

const ROWS: readonly Row[] = [
  { _step: 0, _timestamp: 1.5, loss: Number.NaN, note: "=1+1" },
  { _step: 1, loss: -Infinity, acc: null, train: { "a.b": 2n ** 60n } },
  {
    _step: 2,
    loss: 0.1,
    acc: true,
    note: 'two\nlines, "quoted"',
    image: { _type: "image-file", n: [1, NaN] },
  },
];

describe("one run", () => {
  test("is sent as JSON lines unless asked otherwise", async () => {
    const response = await (await serverWith({ "demo/abc": ROWS })).request("/api/export/demo/abc");
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="demo-abc-history.jsonl"; filename*=UTF-8''demo-abc-history.jsonl`,
    );
    expect(await response.text()).toBe(
      '{"_step":0,"_timestamp":1.5,"loss":NaN,"note":"=1+1"}\n' +
        '{"_step":1,"loss":-Infinity,"acc":null,"train.a\\\\.b":1152921504606846976}\n' +
        '{"_step":2,"loss":0.1,"note":"two\\nlines, \\"quoted\\"","acc":true,"image":{"_type":"image-file","n":[1,NaN]}}\n',
    );
  });

  test("is a table in CSV, in which no spreadsheet finds a formula", async () => {
    const server = await serverWith({ "demo/abc": ROWS });
    const response = await server.request("/api/export/demo/abc?format=csv");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(await response.text()).toBe(
      "_step,_timestamp,loss,note,acc,train.a\\.b,image\r\n" +
        "0,1.5,NaN,'=1+1,,,\r\n" +
        "1,,-Infinity,,,1152921504606846976,\r\n" +
        '2,,0.1,"two\nlines, ""quoted""",true,,"{""_type"":""image-file"",""n"":[1,NaN]}"\r\n',
    );
    expect(textOf(await load(server, "/demo/abc?format=csv&formulas=keep"))).toContain("NaN,=1+1,");
  });

  test.each([
    ["=a", "'=a"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@a", "'@a"],
    ["\ta", "'\ta"],
    ["'=a", "''=a"],
    ["'a", "'a"],
    ["a=b", "a=b"],
    ["", '""'],
    [" ", " "],
    [",", '","'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])("in CSV the text %j stands as %j, also as a name", async (text, field) => {
    const server = await serverWith({ "demo/abc": [{ _step: 0, a: text, [text]: 1 }] });
    expect(textOf(await load(server, "/demo/abc?format=csv"))).toBe(`_step,a,${field}\r\n0,${field},1\r\n`);
  });

  test("has typed columns in Parquet and Arrow", async () => {
    const server = await serverWith({ "demo/abc": ROWS });
    const arrow = readArrow(await load(server, "/demo/abc?format=arrow"));
    expect(Object.fromEntries(arrow.names.map((name, at) => [name, arrow.types[at]]))).toEqual({
      _step: "Int64",
      _timestamp: "Float64",
      loss: "Float64",
      note: "Utf8",
      acc: "Bool",
      "train.a\\.b": "Int64",
      image: "Utf8",
    });
    expect(arrow.json).toEqual(["image"]);
    expect(arrow.rows[1]).toEqual([1n, null, -Infinity, null, null, 2n ** 60n, null]);
    const parquet = await readParquet(await load(server, "/demo/abc?format=parquet"));
    expect(parquet.types.join()).toBe("INT64,DOUBLE,DOUBLE,BYTE_ARRAYUTF8,BOOLEAN,INT64,BYTE_ARRAYUTF8");
    expect(parquet.rows).toEqual(arrow.rows);
  });

  test("a column of several kinds is JSON text, in which null and numbers are exact", async () => {
    const rows = [{ m: 0.5, n: 1 }, { m: 2n ** 60n, n: -0 }, { m: null, n: 3 }, { n: 2n ** 60n }, { n: "x" }];
    const server = await serverWith({ "demo/abc": rows });
    const table = readArrow(await load(server, "/demo/abc?format=arrow"));
    expect(table.json).toEqual(["m", "n"]);
    expect(table.rows.map(([m]) => m)).toEqual(["0.5", "1152921504606846976", "null", null, null]);
    expect(table.rows.map(([, n]) => n)).toEqual(["1", "-0", "3", "1152921504606846976", '"x"']);
  });

  test("can be cut down to keys and to steps", async () => {
    const rows = Array.from({ length: 9000 }, (_, step) => ({ _step: step, a: step, b: { c: -step } }));
    const server = await serverWith({ "demo/abc": [...rows, { _step: "x", a: 1 }, { a: 2 }] });
    const lines = readJsonl(await load(server, "/demo/abc?keys=b.c&from=4990&to=4991.5"));
    expect(lines).toEqual([
      { _step: 4990, "b.c": -4990 },
      { _step: 4991, "b.c": -4991 },
    ]);
    const all = readJsonl(await load(server, "/demo/abc"));
    expect(all).toHaveLength(9002);
    expect(all[9000]).toEqual({ _step: "x", a: 1 });
    expect(await load(server, "/demo/abc?from=9000&format=csv")).toEqual(new Uint8Array([13, 10]));
  });

  test("its measures of the machine are a table of their own", async () => {
    const server = await serverWith({ "demo/abc": [{ a: 1 }] });
    const rows = [{ _runtime: 1, "system.cpu": 5 }];
    await server.metrics.append([{ run: 1, stream: "events", source: "s", offset: 0, rows }]);
    expect(textOf(await load(server, "/demo/abc?stream=events&format=csv"))).toBe(
      "_runtime,system\\.cpu\r\n1,5\r\n",
    );
  });

  test("without rows it is a file without rows", async () => {
    const server = await serverWith({ "demo/abc": [] });
    expect(await load(server, "/demo/abc")).toHaveLength(0);
    expect(readArrow(await load(server, "/demo/abc?format=arrow")).rows).toEqual([]);
    expect((await readParquet(await load(server, "/demo/abc?format=parquet"))).rows).toEqual([]);
    expect(textOf(await load(server, "/demo/abc?format=csv"))).toBe("\r\n");
  });
});

describe("several runs", () => {
  const runs: Runs = {
    "demo/a": [{ _step: 0, loss: 1 }],
    "demo/b": [
      { _step: 0, loss: 2, run: "mine" },
      { _step: 1, text: "x" },
    ],
    "other/a": [{ _step: 7, loss: 3 }],
  };

  test("those of a project are one table, the newest run first", async () => {
    const server = await serverWith(runs);
    const csv = readCsv(await load(server, "/demo?format=csv"));
    expect(csv.names).toEqual(["project", "run", "_step", "loss", "run (2)", "text"]);
    expect(csv.rows).toEqual([
      ["demo", "b", "0", "2", "mine", null],
      ["demo", "b", "1", null, null, "x"],
      ["demo", "a", "0", "1", null, null],
    ]);
    expect(readJsonl(await load(server, "/demo"))[0]).toEqual({
      project: "demo",
      run: "b",
      _step: 0,
      loss: 2,
      "run (2)": "mine",
    });
  });

  test("or those of a list, as listed; or all", async () => {
    const server = await serverWith(runs);
    const list = [
      { project: "other", run: "a" },
      { project: "demo", run: "a" },
    ];
    const listed = await bytesOf(await post(server, { runs: list, keys: ["loss"] }));
    expect(readJsonl(listed).map(({ project, loss }) => [project, loss])).toEqual([
      ["other", 3],
      ["demo", 1],
    ]);
    const all = readArrow(await bytesOf(await post(server, { format: "arrow" })));
    expect(all.rows).toHaveLength(4);
    expect(all.types.slice(0, 3)).toEqual(["Utf8", "Utf8", "Int64"]);
  });

  test("or those that a filter lets through, in an order", async () => {
    const server = createTestServer();
    for (const [at, lr] of [0.1, 0.3, 0.2].entries()) {
      const config = [{ path: ["lr"], value: lr }];
      server.folder(`run-${at}-r${at}`, { runId: `r${at}`, config }).log({ loss: at });
    }
    await server.settle();
    const order = { project: "demo", filter: { "config.lr": { $gt: 0.15 } }, sort: ["config.lr"] };
    for (const table of ["rows", "runs"]) {
      const lines = readJsonl(await bytesOf(await post(server, { ...order, table })));
      expect(lines.map(({ run }) => run)).toEqual(["r2", "r1"]);
    }
    const [code, message] = await refusalOf(
      await post(server, { ...order, filter: { "config.lr": { $near: 1 } } }),
    );
    expect([code, message]).toEqual([400, expect.stringContaining("$near")]);
  });

  test("are a table of runs, with config and summary by path", async () => {
    const server = createTestServer();
    const config = [
      { path: ["lr"], value: 0.1 },
      { path: ["model"], value: { layers: [1, 2] } },
    ];
    const folder = server.folder("run-1-abc", { config });
    folder.log({ loss: 0.5 });
    await server.settle();
    for (const format of ["csv", "jsonl", "parquet", "arrow"]) {
      const bytes = await load(server, `/demo?table=runs&format=${format}`);
      const row = await firstRow(format, bytes);
      expect(row).toMatchObject({ project: "demo", run: "abc", status: "running" });
      expect(String(row?.["config.lr"])).toBe("0.1");
      expect(String(row?.["summary.loss"])).toBe("0.5");
      expect(row?.["startedAt"]).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(String(row?.["config.model.layers"])).toBe(format === "jsonl" ? "1,2" : "[1,2]");
    }
  });
});

describe("what is asked for wrongly is refused", () => {
  test.each([
    ["/demo/abc?format=xlsx", 400, '"format"'],
    ["/demo/abc?fromat=csv", 400, "fromat"],
    ["/demo/abc?from=one", 400, '"from"'],
    ["/demo/abc?stream=logs", 400, '"stream"'],
    ["/demo/none", 404, 'run "none"'],
    ["/none", 404, 'project "none"'],
  ])("%s", async (path, status, words) => {
    const server = await serverWith({ "demo/abc": [] });
    const [code, message] = await refusalOf(await server.request(`/api/export${path}`));
    expect(code).toBe(status);
    expect(message).toMatch(/^\[server\] Failed to .+\. .+\.$/);
    expect(message).toContain(words);
  });

  test.each([
    [{ runs: [] }],
    [{ runs: [{ project: "demo", run: "abc" }], project: "demo" }],
    [{ runs: [{ project: "demo" }] }],
    [{ keys: "a" }],
    [{ filter: {} }],
    [{ project: "demo", filter: [] }],
    [{ project: "demo", sort: [""] }],
    [[]],
  ])("%j", async (body) => {
    const [code] = await refusalOf(await post(await serverWith({ "demo/abc": [] }), body));
    expect(code).toBe(400);
  });

  test("a table too wide for its format", async () => {
    const row = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`k${at}`, at]));
    const server = await serverWith({ "demo/abc": [row] });
    const [code, message] = await refusalOf(await server.request("/api/export/demo/abc?format=csv"));
    expect([code, message]).toEqual([400, expect.stringContaining("20001 columns")]);
    expect(readJsonl(await load(server, "/demo/abc"))).toEqual([row]);
  });
});

test("names of runs make no header of their own", async () => {
  const server = await serverWith({});
  const run = 'a"\r\nset-cookie: x\\é\ud800%';
  await server.runs.openRun("de/mo", run, 0);
  const path = `/api/export/de%2Fmo/${encodeURIComponent(run.replace("\ud800", "\ufffd"))}`;
  await server.runs.openRun("de/mo", run.replace("\ud800", "\ufffd"), 0);
  const response = await server.request(path, { method: "HEAD" });
  expect(response.status).toBe(200);
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="de_mo-a_set-cookie_x_-history.jsonl"; filename*=UTF-8''de_mo-a_set-cookie_%20x_%C3%A9%EF%BF%BD%25-history.jsonl`,
  );
});

describe("an export under way", () => {
  const rows = Array.from({ length: 50_000 }, (_, step) => ({ _step: step, a: step / 7 }));

  function counted(): {
    metrics: MetricStore;
    reads: () => number;
    onRead: (task: () => Promise<void>) => void;
  } {
    const store = createMemoryMetricStore();
    let reads = 0;
    let task = async (): Promise<void> => undefined;
    return {
      reads: () => reads,
      onRead: (next) => {
        task = next;
      },
      metrics: {
        ...store,
        async columns(...args) {
          reads += 1;
          await task();
          return store.columns(...args);
        },
      },
    };
  }

  test("reads no further ahead than one page, and no more once its reader has gone", async () => {
    const { metrics, reads } = counted();
    const server = await serverWith({ "demo/abc": rows }, metrics);
    const response = await server.request("/api/export/demo/abc");
    expect(reads()).toBe(0);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(1000);
    expect(reads()).toBeLessThanOrEqual(2);
    await reader.cancel();
    const before = reads();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads()).toBe(before);
  });

  test("there are at most sixteen; a cancelled one makes room", async () => {
    const server = await serverWith({ "demo/abc": rows });
    const open = await Promise.all(Array.from({ length: 16 }, () => server.request("/api/export/demo/abc")));
    const [code, message] = await refusalOf(await server.request("/api/export/demo/abc"));
    expect([code, message]).toEqual([503, expect.stringContaining("16 exports are under way")]);
    await open[3]?.body?.cancel();
    expect(await (await server.request("/api/export/demo/abc")).text()).toHaveLength(
      (await (open[4] as Response).text()).length,
    );
    for (let time = 0; time < 20; time++) {
      expect((await server.request("/api/export/demo/abc", { method: "HEAD" })).status).toBe(200);
    }
    expect((await server.request("/api/export/demo/abc?format=csv")).status).toBe(200);
  });

  test("one that nobody reads for a minute ends and makes room; one that is read slowly goes on", async () => {
    const server = await serverWith({ "demo/abc": rows });
    const ask = () => server.request("/api/export/demo/abc");
    const unread = await Promise.all(Array.from({ length: 15 }, ask));
    const slow = ((await ask()).body as ReadableStream<Uint8Array>).getReader();
    let read = 0;
    for (let piece = 0; piece < 3; piece++) {
      await server.clock.advanceAsync(45_000);
      const { value } = await slow.read();
      read += value?.length ?? 0;
      expect(value?.length).toBeLessThanOrEqual(256 * 1024);
    }
    const whole = await (await ask()).text();
    await expect(unread[0]?.text()).rejects.toThrow("Failed to export: nothing was read for 60 s");
    for (;;) {
      const { done, value } = await slow.read();
      if (done) break;
      read += value.length;
    }
    expect(read).toBe(whole.length);
    expect((await Promise.all(Array.from({ length: 16 }, ask))).map(({ status }) => status)).toEqual(
      Array.from({ length: 16 }, () => 200),
    );
  });

  test("a caller who leaves while columns are looked through ends it", async () => {
    const { metrics, reads, onRead } = counted();
    const server = await serverWith({ "demo/abc": rows }, metrics);
    const control = new AbortController();
    onRead(async () => {
      if (reads() === 2) control.abort(new Error("gone"));
    });
    const request = new Request("http://localhost/api/export/demo/abc?format=csv", {
      signal: control.signal,
    });
    await server.app.fetch(request).catch(() => undefined);
    expect(reads()).toBeLessThan(5);
  });

  test.each<[string, (metrics: MetricStore) => Promise<unknown>]>([
    ["rewound", (metrics) => metrics.truncate(1, "history", 10)],
    ["removed", (metrics) => metrics.remove(1)],
  ])("ends with an error when the run is %s meanwhile", async (_, change) => {
    const { metrics, reads, onRead } = counted();
    const server = await serverWith({ "demo/abc": rows }, metrics);
    onRead(async () => {
      if (reads() === 3) await change(metrics);
    });
    const response = await server.request("/api/export/demo/abc");
    await expect(response.text()).rejects.toThrow('run "abc" changed while it was read');
    expect((await server.request("/api/export/demo/abc")).status).toBe(200);
  });

  test("holds the rows that were there when it began, and columns that fit them", async () => {
    const { metrics, reads, onRead } = counted();
    const server = await serverWith({ "demo/abc": rows.slice(0, 5000) }, metrics);
    onRead(async () => {
      if (reads() !== 3) return;
      const late = [{ _step: 5000, a: "now a text", later: 1 }];
      await metrics.append([{ run: 1, stream: "history", source: "s", offset: 5000, rows: late }]);
    });
    const table = readArrow(await load(server, "/demo/abc?format=arrow"));
    expect(table.rows).toHaveLength(5000);
    expect(table.names).toEqual(["_step", "a"]);
  });
});
