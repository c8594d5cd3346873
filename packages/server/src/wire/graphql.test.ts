import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";
import { graphqlSuite } from "../testing/graphql-suite.ts";

graphqlSuite(createTestServer);

describe("files", () => {
  const query = `mutation CreateRunFiles($run: String!, $files: [String!]!) {
    createRunFiles(input: { entityName: "me", projectName: "demo", runName: $run, files: $files }) {
      runID uploadHeaders files { name uploadUrl }
    }
  }`;
  type Created = { createRunFiles: { files: { name: string; uploadUrl: string | null }[] } };

  test("get an absolute address each, which needs no key and takes the bytes", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    const { data } = await client.graphql(query, {
      run: "abc",
      files: ["media/images/a b.png", "../x", "output.log"],
    });
    const { files } = (data as unknown as Created).createRunFiles;
    expect(
      files.map(({ name, uploadUrl }) => [
        name,
        uploadUrl?.startsWith("http://localhost:7733/wire/uploads/"),
      ]),
    ).toEqual([
      ["media/images/a b.png", true],
      ["../x", undefined],
      ["output.log", true],
    ]);
    const path = new URL(files[0]?.uploadUrl ?? "").pathname;
    expect((await server.request(path, { method: "PUT", body: "pixels" })).status).toBe(200);
    expect(await server.get("/api/runs/demo/abc/files")).toEqual({
      files: [{ path: "media/images/a b.png", size: 6 }],
      next: null,
    });
    await server.restart();
    const response = await server.request("/api/runs/demo/abc/files/media/images/a%20b.png");
    expect([response.headers.get("content-type"), await response.text()]).toEqual(["image/png", "pixels"]);
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
  });
});
