import { parseJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createMemoryRunStore } from "@stepwell/storage";
import type { Role } from "@stepwell/storage";
import { createSeededRandom } from "@stepwell/effects/testing";
import type { AppPorts } from "../app-ports.ts";
import { createAccounts } from "../auth/accounts.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { AuditEntry } from "../auth/audit-log.ts";
import { createTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";

/** A request and who sends it. */
export interface TeamRequest {
  readonly method?: string;
  /** The key goes along as a bearer. */
  readonly key?: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  readonly from?: string;
}

/** A server that asks for keys, with an admin, a member and a viewer of each of two teams. */
export interface TeamServer {
  readonly server: TestServer;
  readonly accounts: Accounts;
  readonly audit: AuditEntry[];
  /** Keys by `<team>/<role>`; users are called as their role. */
  readonly keys: Readonly<Record<string, string>>;
  send(path: string, request?: TeamRequest): Promise<Response>;
  json(path: string, request?: TeamRequest): Promise<{ status: number; body: JsonObject }>;
  graphql(key: string, query: string, variables?: JsonObject): Promise<{ status: number; body: JsonObject }>;
}

const ROLES: readonly Role[] = ["admin", "member", "viewer"];

/** Makes the server; `ports` replaces single ports. */
export async function createTeamServer(ports: Partial<AppPorts> = {}): Promise<TeamServer> {
  const runs = createMemoryRunStore();
  const audit: AuditEntry[] = [];
  const page = { bytes: new TextEncoder().encode("<title>page</title>"), contentType: "text/html" };
  const assets = { read: async (path: string) => (path === "index.html" ? page : undefined) };
  const auth = { audit: { note: (entry: AuditEntry) => void audit.push(entry) } };
  const server = createTestServer({ runs, assets, ...ports, auth: { ...auth, ...ports.auth } });
  const accounts = createAccounts({
    store: runs.accounts,
    clock: server.clock,
    random: createSeededRandom(99),
  });
  const keys: Record<string, string> = {};
  for (const team of ["stepwell", "vision"]) {
    for (const role of ROLES) {
      await accounts.addUser({ team, name: role, role });
      keys[`${team}/${role}`] = (await accounts.addKey(team, role, "laptop")).key;
    }
  }

  const send: TeamServer["send"] = (path, { method = "GET", key, body, headers, from } = {}) => {
    const request = new Request(`http://localhost:7733${path}`, {
      method,
      headers: {
        host: "localhost:7733",
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return server.app.fetch(request, { address: from ?? "192.0.2.1" });
  };
  const json: TeamServer["json"] = async (path, request) => {
    const response = await send(path, request);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return { status: response.status, body: (isJson && text !== "" ? parseJson(text) : {}) as JsonObject };
  };
  return {
    server,
    accounts,
    audit,
    keys,
    send,
    json,
    graphql: (key, query, variables = {}) =>
      json("/graphql", { method: "POST", key, body: { query, variables } }),
  };
}
