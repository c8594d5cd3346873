import { train } from "./train.ts";
import type { TrainOptions } from "./train.ts";

type Message = Omit<TrainOptions, "told">;

// A web worker that trains: what it is told to do comes in, what it was told comes out.
self.onmessage = (event: MessageEvent<Message>) => {
  void train({ ...event.data, told: (kind, row) => self.postMessage({ kind, row }) }).then(() =>
    self.postMessage({ kind: "finished", row: -1 }),
  );
};
