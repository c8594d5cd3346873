import { expect, test } from "vitest";
import { createClient } from "./create-client.ts";

test("a client with a key sends it along with every request, and one without sends none", async () => {
  const sent: (string | undefined)[] = [];
  const fetch = async (_: string, init?: RequestInit): Promise<Response> => {
    sent.push((init?.headers as Record<string, string> | undefined)?.["authorization"]);
    return Response.json([]);
  };
  await createClient({ baseUrl: "http://x", apiKey: "stepwell-1", fetch }).projects();
  await createClient({ baseUrl: "http://x", fetch }).projects();
  expect(sent).toEqual(["Bearer stepwell-1", undefined]);
});

test("calls about users go to their addresses, names escaped", async () => {
  const sent: string[] = [];
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    sent.push(`${init?.method} ${url}${typeof init?.body === "string" ? ` ${init.body}` : ""}`);
    return init?.method === "DELETE"
      ? new Response(null, { status: 204 })
      : Response.json({ keys: [], users: [] });
  };
  const { accounts } = createClient({ baseUrl: "", fetch });
  await accounts.session();
  await accounts.signIn("k");
  await accounts.keys();
  await accounts.keys("a&b");
  await accounts.addKey({ label: "gpu" });
  await accounts.removeKey("a/b");
  await accounts.users();
  await accounts.addUser({ name: "ada", role: "viewer" });
  await accounts.setRole("a/b", "admin");
  await accounts.removeUser("a b");
  await accounts.signOut();
  expect(sent).toEqual([
    "GET /api/session",
    'POST /api/session {"key":"k"}',
    "GET /api/keys",
    "GET /api/keys?user=a%26b",
    'POST /api/keys {"label":"gpu"}',
    "DELETE /api/keys/a%2Fb",
    "GET /api/users",
    'POST /api/users {"name":"ada","role":"viewer"}',
    'PATCH /api/users/a%2Fb {"role":"admin"}',
    "DELETE /api/users/a%20b",
    "DELETE /api/session",
  ]);
});
