import { expect, test } from "vitest";
import { ClientError } from "./client-error.ts";
import { createClient } from "./create-client.ts";
import type { Fetch } from "./transport.ts";

function answering(answer: () => Response): {
  readonly calls: [string, RequestInit][];
  readonly fetch: Fetch;
} {
  const calls: [string, RequestInit][] = [];
  return {
    calls,
    fetch: (url, init = {}) => {
      calls.push([url, init]);
      return Promise.resolve(answer());
    },
  };
}

const baseUrl = "http://host/";

test("a run is streamed as the server sends it", async () => {
  const { calls, fetch } = answering(() => new Response("a,b\r\n"));
  const client = createClient({ baseUrl, fetch });
  const body = await client.exportRun("p/q", "r", { format: "csv", keys: ["a,b"], from: -1, to: 2.5 });
  expect(await new Response(body).text()).toBe("a,b\r\n");
  expect(calls[0]?.[0]).toBe(
    "http://host/api/export/p%2Fq/r?format=csv&from=-1&to=2.5&keys=a%2Cb&keys=a%2Cb",
  );
});

test("several runs are asked for in a body", async () => {
  const { calls, fetch } = answering(() => new Response(""));
  const signal = new AbortController().signal;
  const runs = [{ project: "p", run: "r" }];
  await createClient({ baseUrl, fetch }).exportRuns({ table: "runs", format: "parquet", runs, signal });
  expect(calls[0]?.[0]).toBe("http://host/api/export");
  expect(calls[0]?.[1]).toMatchObject({ method: "POST", signal });
  expect(calls[0]?.[1].body).toBe('{"table":"runs","format":"parquet","runs":[{"project":"p","run":"r"}]}');
});

test("addresses are for links", () => {
  const client = createClient({ baseUrl: "" });
  expect(client.exportUrl("p", "r", { format: "parquet" })).toBe("/api/export/p/r?format=parquet");
  expect(client.exportUrl("p", undefined, { table: "runs", format: "csv" })).toBe(
    "/api/export/p?table=runs&format=csv",
  );
});

test("a refusal is an error with the server's sentence", async () => {
  const { fetch } = answering(
    () => new Response('{"error":{"message":"[server] Failed to find it: no. Look."}}', { status: 404 }),
  );
  const failed = createClient({ baseUrl, fetch }).exportRun("p", "r");
  await expect(failed).rejects.toSatisfy(ClientError.isInstance);
  await expect(failed).rejects.toThrow('Failed to export run "r": Failed to find it: no. Look.');
});
