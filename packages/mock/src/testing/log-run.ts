import type { MockServer } from "../create-mock-server.ts";

const BASE_URL = "http://localhost:7733";

/** Asks a mock server as a client does. */
export async function graphql(mock: Pick<MockServer, "fetch">, query: string): Promise<Response> {
  return mock.fetch(
    new Request(`${BASE_URL}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    }),
  );
}

/** Posts to the file stream of run "abc" of "demo". */
export function stream(mock: Pick<MockServer, "fetch">, body: unknown): Promise<Response> {
  return mock.fetch(
    new Request(`${BASE_URL}/files/me/demo/abc/file_stream`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
}

/** Logs run "abc" of "demo": two rows, a console, a file and an alert. */
export async function logRun(
  mock: Pick<MockServer, "fetch">,
  { console = ["hello"] }: { readonly console?: readonly string[] } = {},
): Promise<void> {
  await graphql(
    mock,
    `
      mutation UpsertBucket {
        upsertBucket(input: { name: "abc", modelName: "demo", config: "{\\"lr\\":{\\"value\\":1}}" }) {
          bucket {
            id
          }
        }
      }
    `,
  );
  await stream(mock, {
    files: {
      "wandb-history.jsonl": { offset: 0, content: ['{"_step":0,"loss":NaN}', '{"_step":1,"loss":1}'] },
      "wandb-summary.json": { offset: 0, content: ['{"loss":1}'] },
      "output.log": { offset: 0, content: console.map((line) => `2026-01-01T00:00:00.000000 ${line}`) },
    },
  });
  const asked = await graphql(
    mock,
    `
      mutation CreateRunFiles {
        createRunFiles(input: { projectName: "demo", runName: "abc", files: ["note.txt"] }) {
          files {
            uploadUrl
          }
        }
      }
    `,
  );
  const { data } = (await asked.json()) as { data: { createRunFiles: { files: { uploadUrl: string }[] } } };
  const url = data.createRunFiles.files[0]?.uploadUrl ?? "";
  await mock.fetch(new Request(url, { method: "PUT", body: "öfo" }));
  await graphql(
    mock,
    `
      mutation {
        notifyScriptableRunAlert(
          input: { projectName: "demo", runName: "abc", title: "t", text: "x", severity: ERROR }
        ) {
          success
        }
      }
    `,
  );
  await stream(mock, { complete: true, exitcode: 0 });
}
