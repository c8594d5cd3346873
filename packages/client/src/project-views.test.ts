import { expect, test } from "vitest";
import { createClient } from "./create-client.ts";

test("views are asked for under their project and name, with both escaped", async () => {
  const asked: [string, string, unknown][] = [];
  const noKeys = { keys: [], metrics: [], cut: false };
  const replies = [noKeys, noKeys, { views: [{ name: "a", updatedAt: 1 }] }, {}, {}];
  const { views } = createClient({
    baseUrl: "http://host",
    fetch: async (url, init) => {
      asked.push([init?.method ?? "GET", url.slice("http://host/api/projects/".length), init?.body]);
      return new Response(JSON.stringify(replies.shift() ?? {}));
    },
  });
  await views.keys("p q");
  await views.systemKeys("p q");
  expect(await views.list("p q")).toEqual([{ name: "a", updatedAt: 1 }]);
  await views.read("p", "a/b");
  await views.save("p", "50 %", { x: 1 });
  await views.remove("p", "é");
  expect(asked).toEqual([
    ["GET", "p%20q/keys", undefined],
    ["GET", "p%20q/keys?stream=events", undefined],
    ["GET", "p%20q/views", undefined],
    ["GET", "p/views/a%2Fb", undefined],
    ["PUT", "p/views/50%20%25", `{"content":{"x":1}}`],
    ["DELETE", "p/views/%C3%A9", undefined],
  ]);
});

test("a short view is saved though its page is left, and a long one as usual", async () => {
  const carried: unknown[] = [];
  const { views } = createClient({
    baseUrl: "http://host",
    fetch: async (_url, init) => {
      carried.push(init?.keepalive);
      return new Response("{}");
    },
  });
  await views.save("p", "a", { x: 1 }, { keepalive: true });
  await views.save("p", "a", { x: "é".repeat(31_000) }, { keepalive: true });
  await views.save("p", "a", { x: 1 });
  expect(carried).toEqual([true, undefined, undefined]);
});
