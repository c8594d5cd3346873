import { init } from "@stepwell/core";
import { setupMockServer } from "@stepwell/mock/msw/browser";

/** What the page found at its mock server. */
export interface MockPageResult {
  readonly history: readonly object[];
  readonly config: object;
  readonly status: string;
  /** How often a reply was dropped after the commit. */
  readonly dropped: number | undefined;
  readonly runsAfterReset: number;
}

async function main(): Promise<void> {
  const mock = setupMockServer({ faults: ["drop-reply,operation=file_stream,nth=1"] });
  await mock.listen();
  const run = await init({
    id: "abc",
    project: "demo",
    baseUrl: mock.url,
    config: { lr: 0.1 },
    silent: true,
  });
  for (let step = 0; step < 3; step++) run.log({ loss: 1 / (step + 1) });
  await run.finish();
  const { history, config, status } = await mock.run("abc");
  const dropped = mock.faults[0]?.met;
  await mock.resetHandlers();
  const runsAfterReset = (await mock.runs()).length;
  await mock.close();
  tell({ history, config, status, dropped, runsAfterReset });
}

function tell(result: MockPageResult | { readonly failed: string }): void {
  document.body.textContent = JSON.stringify(result);
  document.title = "over";
}

main().catch((error: unknown) => tell({ failed: String(error) }));
