import { expect, test } from "vitest";
import type { CellPage, ConsoleMatches, ConsolePage } from "@stepwell/protocol";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { CreateTestedServer } from "./tested-server.ts";

/** A run's console by the api, and what is found in it. */
export function searchConsoleSuite(createTestServer: CreateTestedServer): void {
  test("lines are found by their text, stream and time, page by page", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    const lines = Array.from({ length: 30 }, (_, index) => {
      const second = String(index).padStart(2, "0");
      return `${index % 3 === 0 ? "ERROR " : ""}2024-05-06T07:08:${second}.000000 Line ${index}`;
    });
    await client.stream({ files: { "output.log": { offset: 0, content: lines } } });
    const ask = (query: string) => server.get<ConsolePage>(`/api/runs/demo/abc/console?${query}`);
    const numbers = async (query: string) => (await ask(query)).lines.map(({ number }) => number);
    expect(await numbers("search=lINE%201&limit=4")).toEqual([1, 10, 11, 12]);
    const page = await ask("search=line%201&limit=4");
    expect([page.next, page.total]).toEqual([13, 30]);
    expect(await numbers(`search=line%201&from=${page.next}`)).toEqual([13, 14, 15, 16, 17, 18, 19]);
    expect(await numbers("stream=stderr&from=20")).toEqual([21, 24, 27]);
    const at = Date.parse("2024-05-06T07:08:05Z");
    expect(await numbers(`since=${at}&until=${at + 1000}`)).toEqual([5, 6]);
    expect((await ask("from=28")).next).toBeNull();
    expect((await ask("from=99")).lines).toEqual([]);
    expect((await server.request("/api/runs/demo/abc/console?stream=loud")).status).toBe(400);
  });

  test("lines are found by a pattern, by number, and read as one text", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    const content = ["loss 0.5", "loss nan", "Loss 12", "done"];
    await client.stream({ files: { "output.log": { offset: 0, content } } });
    const at = "/api/runs/demo/abc/console";
    const matches = await server.get<ConsoleMatches>(
      `${at}/matches?pattern=${encodeURIComponent("loss \\d+")}`,
    );
    expect(matches).toEqual({ numbers: [0, 2], total: 4, next: null });
    expect(await server.get(`${at}/matches?pattern=loss&limit=1&from=1`)).toEqual({
      numbers: [1],
      total: 4,
      next: 2,
    });
    const refused = await server.request(`${at}/matches?pattern=${encodeURIComponent("(?=look)")}`);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("Failed to read the pattern");
    const text = await server.request(`${at}/text`);
    expect(text.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text.headers.get("content-disposition")).toContain("abc.log");
    expect(await text.text()).toBe("loss 0.5\nloss nan\nLoss 12\ndone\n");
  });

  test("a pattern that is slow elsewhere is not slow here", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.stream({ files: { "output.log": { offset: 0, content: ["a".repeat(5_000)] } } });
    const pattern = encodeURIComponent("(a+)+$|b");
    const { numbers } = await server.get<ConsoleMatches>(
      `/api/runs/demo/abc/console/matches?pattern=${pattern}`,
    );
    expect(numbers).toEqual([0]);
  });

  test("cells are found by step, also where steps fall", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({});
    await client.history(
      0,
      [0, 1, 2, 3, 4, 5].map((step) => wireRow(step, { note: `n${step}` })),
    );
    const ask = (query: string) => server.get<CellPage>(`/api/runs/demo/abc/cells?key=note&${query}`);
    const values = async (query: string) => (await ask(query)).cells.map(({ value }) => value);
    expect(await values("fromStep=2&toStep=4")).toEqual(["n2", "n3", "n4"]);
    expect(await values("toStep=0")).toEqual(["n0"]);
    expect(await values("fromStep=9")).toEqual([]);
    const { next } = await ask("fromStep=1&toStep=3&limit=2");
    expect(next).toBe(3);
    expect(await values(`fromStep=1&toStep=3&limit=2&from=${next}`)).toEqual(["n3"]);
    expect((await ask("fromStep=1&toStep=3&limit=3")).next).toBeNull();
  });
}
