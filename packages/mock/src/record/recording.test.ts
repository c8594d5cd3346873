import { describe, expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import { graphql, logRun, stream } from "../testing/log-run.ts";
import { RECORDING_HEAD, readRecording } from "./exchange.ts";
import { createRedaction } from "./redact.ts";

const KEY = "local-0123456789abcdef0123456789abcdef01234567";

async function recordingOf(
  act: (mock: ReturnType<typeof createMockServer>) => Promise<unknown>,
  faults: string[] = [],
) {
  const lines: string[] = [];
  const mock = createMockServer({ record: (line) => void lines.push(line), faults });
  await act(mock);
  return lines.join("\n");
}

describe("a recording", () => {
  test("answers a program that asks for the same as the server did, files too", async () => {
    const recorded = await recordingOf(logRun);
    const mock = createMockServer({ replay: recorded });
    await logRun(mock);
    expect(mock.requests.every(({ status }) => status === 200)).toBe(true);
    expect(mock.unrecorded).toEqual([]);
    const again = createMockServer({ replay: recorded });
    const [one, other] = [
      await graphql(mock, "query X { viewer { id } }"),
      await graphql(again, "query X { viewer { id } }"),
    ];
    expect([one.status, await one.text()]).toEqual([other.status, await other.text()]);
  });

  test("gives replies in their order, by the body where it is known, and the last one again", async () => {
    const query = (id: string) => `query Q { project(name: "${id}") { name } }`;
    const upsert = (project: string) =>
      `mutation U { upsertBucket(input: { modelName: "${project}" }) { bucket { project { name } } } }`;
    const recorded = await recordingOf(async (mock) => {
      for (const project of ["a", "b", "c"]) await graphql(mock, upsert(project));
      await graphql(mock, query("a"));
    });
    const mock = createMockServer({ replay: recorded });
    const ask = async (project: string) => {
      const { data } = (await (await graphql(mock, upsert(project))).json()) as {
        data: { upsertBucket: { bucket: { project: { name: string } } } };
      };
      return data.upsertBucket.bucket.project.name;
    };
    expect([await ask("b"), await ask("x"), await ask("c"), await ask("y")]).toEqual(["b", "a", "c", "c"]);
    await mock.reset();
    expect(await ask("z")).toBe("a");
  });

  test("says with a sentence what it has not", async () => {
    const mock = createMockServer({
      replay: await recordingOf((server) => graphql(server, "query A { viewer { id } }")),
    });
    const reply = await stream(mock, {});
    const sentence =
      '[mock] Failed to replay "POST /files/me/demo/abc/file_stream" (file_stream): the recording has no such request. Record again with what the program asks for now.';
    expect([reply.status, await reply.json()]).toEqual([
      404,
      { error: { message: sentence }, errors: [{ message: sentence }] },
    ]);
    expect(mock.unrecorded).toEqual([sentence]);
  });

  test("holds what the server answered, and faults can be put upon it", async () => {
    const ask = async (mock: ReturnType<typeof createMockServer>) => {
      await graphql(mock, "query A { viewer { id } }").catch(() => undefined);
      await graphql(mock, "query A { viewer { id } }");
    };
    const recorded = await recordingOf(ask, ["cut,nth=1"]);
    expect(recorded.split("\n")).toHaveLength(2);
    const mock = createMockServer({ replay: recorded, faults: ["status=503,nth=1"] });
    await ask(mock);
    expect(mock.requests.map(({ status }) => status)).toEqual([503, 200]);
  });

  test("has bytes as they were", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const get = (mock: ReturnType<typeof createMockServer>) =>
      mock.fetch(new Request("http://localhost/api/runs/demo/abc/files/note.txt"));
    const line = (reply: object) =>
      JSON.stringify({
        method: "GET",
        path: "/api/runs/demo/abc/files/note.txt",
        operation: "api",
        requestHeaders: {},
        status: 200,
        headers: {},
        reply,
      });
    const mock = createMockServer({
      replay: `${RECORDING_HEAD}\n${line({ base64: btoa(String.fromCharCode(...bytes)) })}\n`,
    });
    expect(new Uint8Array(await (await get(mock)).arrayBuffer())).toEqual(bytes);
    const recorded = await recordingOf(async (server) => {
      await logRun(server);
      expect(await (await get(server)).text()).toBe("öfo");
    });
    const replayed = createMockServer({ replay: recorded });
    expect(await (await get(replayed)).text()).toBe("öfo");
  });

  test.each([
    ["", 'it begins with ""'],
    ["{}", 'it begins with "{}"'],
    [`${RECORDING_HEAD}\n{`, 'line 2 is no JSON object: "{"'],
    [`${RECORDING_HEAD}\n\n[1]`, "line 3 is no JSON object"],
    [`${RECORDING_HEAD}\n{"method":"GET"}`, "line 2 is no exchange"],
    [
      `${RECORDING_HEAD}\n{"method":"GET","path":"/","operation":"x","requestHeaders":{"a b":"c"},"status":200,"headers":{},"reply":{"text":""}}`,
      "line 2 is no exchange",
    ],
    [
      `${RECORDING_HEAD}\n{"method":"GET","path":"/","operation":"x","requestHeaders":{},"status":101,"headers":{},"reply":{"text":""}}`,
      "line 2 is no exchange",
    ],
    [
      `${RECORDING_HEAD}\n{"method":"GET","path":"/","operation":"x","requestHeaders":{},"status":200,"headers":{},"reply":{"base64":"%"}}`,
      "line 2 is no exchange",
    ],
  ])("that is none is refused with a sentence", (text, sentence) => {
    expect(() => readRecording(text)).toThrow(`[mock] Failed to read the recording: ${sentence}`);
    expect(() => createMockServer({ replay: text })).toThrow(sentence);
  });
});

describe("keys", () => {
  test("are in no recording, wherever they were", async () => {
    const post = (mock: ReturnType<typeof createMockServer>, path: string, body: unknown) =>
      mock.fetch(
        new Request(`http://localhost${path}`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            authorization: `Basic ${btoa(`api:${KEY}`)}`,
            cookie: "session=hidden-cookie",
            "x-api-key": "hidden-header",
          },
          body: JSON.stringify(body),
        }),
      );
    const config = JSON.stringify({ openai_api_key: { value: "hidden-in-config" }, lr: { value: 1 } });
    const recorded = await recordingOf(async (mock) => {
      await post(mock, `/graphql?key=${KEY}`, {
        query: `mutation U($config: JSONString) { upsertBucket(input: { name: "abc", modelName: "demo", config: $config, notes: "${KEY}" }) { bucket { config notes } } }`,
        variables: { config, password: "hidden-password", apiKey: ["hidden-list"] },
      });
      const row = JSON.stringify({ _step: 0, secret: "hidden-in-row", loss: Number.NaN });
      await post(mock, "/files/me/demo/abc/file_stream", {
        files: { "wandb-history.jsonl": { offset: 0, content: [row] } },
      });
      await post(mock, "/graphql", { query: `query { viewer { id } x(apiKey: "hidden-argument") }` });
    });
    expect(recorded).not.toContain(KEY);
    expect(recorded).not.toContain(btoa(`api:${KEY}`));
    expect(recorded).not.toContain("hidden");
    expect(recorded).toContain("[redacted]");
    expect(readRecording(recorded)).toHaveLength(3);
  });

  test("are told from what only looks like them", () => {
    const redaction = createRedaction(new Headers());
    const harmless = '{"tokenizer":"bpe","tokens":12,"secret":5,"keys":["a"],"text":"{not json"}';
    expect(redaction.json(harmless)).toBe(harmless);
    expect(redaction.json("no json")).toBeUndefined();
    expect(redaction.json('{"a":NaN,"token":"x"}')).toBe('{"a":NaN,"token":"[redacted]"}');
    const deep = `${'{"a":'.repeat(200)}{"password":"x"}${"}".repeat(200)}`;
    expect(redaction.json(deep)).not.toContain('"x"');
  });
});
