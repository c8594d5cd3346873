import { createClient, type Client } from "@stepwell/client";
import { Image, init, type Run } from "@stepwell/core";
import { createMockServer, type MockServer } from "@stepwell/mock";
import { listen } from "@stepwell/mock/node";
import { track } from "@stepwell/onnx";
import { stepwellCallback } from "@stepwell/tfjs";
import { watch } from "@stepwell/watch";

const run: Run = await init({ project: "types", config: { layers: [1, 2] } });
run.log({ loss: 0.5, picture: new Image(new Uint8Array(4), { caption: "nothing" }) });
const mock: MockServer = createMockServer();
const { url } = await listen(mock);
const client: Client = createClient({ baseUrl: url });
for await (const { row } of client.rows("types", run.id)) {
  const loss: unknown = row["loss"];
  void loss;
}
// @ts-expect-error A row is an object.
run.log("loss");
// @ts-expect-error There is no such setting.
await init({ projct: "types" });
export const doors = [track, stepwellCallback, watch] as const;
