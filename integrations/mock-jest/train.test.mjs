import "@stepwell/mock/jest";
import { setupMockServer } from "@stepwell/mock/msw/node";
import { train } from "./train.mjs";

const mock = setupMockServer({ hooks: { beforeAll, afterEach, afterAll } });

test("a training logs its losses", async () => {
  await train(mock.url);
  const run = await mock.run("trained");
  expect(run).toHaveLogged({ loss: expect.any(Number) }, { step: 3 });
  expect(run).not.toHaveLogged({ loss: 2 });
  expect(run).toHaveFinished();
  expect(run.history).toHaveLength(10);
});

test("each test begins with an empty server", async () => {
  expect(await mock.runs()).toEqual([]);
});

test("a server that answers with 503 at first costs no row", async () => {
  mock.addFault("status=503,first=1");
  await train(mock.url);
  expect((await mock.run("trained")).history).toHaveLength(10);
}, 30_000);
