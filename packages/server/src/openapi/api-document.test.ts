import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import { API_PATHS, apiDocument } from "./api-document.ts";

declare global {
  interface ImportMeta {
    glob(patterns: readonly string[], options: object): Record<string, () => Promise<string>>;
  }
}

const described = API_PATHS.map(({ method, path }) => `${method.toUpperCase()} /api${path}`).toSorted();

test("the document is valid OpenAPI 3.1, as a validator of others says", async () => {
  const document = JSON.parse(JSON.stringify(apiDocument("1.2.3"))) as object;
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document as Record<string, unknown>);
  expect(errors ?? []).toEqual([]);
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

test("every reference of the document leads somewhere, and every operation has an id of its own", () => {
  const document = apiDocument("1.2.3") as { components: Record<string, Record<string, object>> };
  const references = Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g), ([, to]) => to);
  const missing = references.filter((to = "") => {
    const [, , kind = "", name = ""] = to.split("/");
    return document.components[kind]?.[name] === undefined;
  });
  expect(references.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
  expect(new Set(API_PATHS.map(({ id }) => id)).size).toBe(API_PATHS.length);
});

test("the server gives the document", async () => {
  const document = await createTestServer().get("/api/openapi.json");
  expect(document).toMatchObject({ openapi: "3.1.0", info: { version: "0.0.0-test" } });
});

test("every address that the server has is in the document, and no other", async () => {
  const files = import.meta.glob(
    ["../api/*-routes.ts", "../export/*-routes.ts", "./*-routes.ts", "../auth/account-routes.ts"],
    { query: "?raw", import: "default" },
  );
  const sources = await Promise.all(Object.values(files).map((load) => load()));
  const found = sources.flatMap((source) => [
    ...Array.from(
      source.matchAll(/(?:app|api)\.(get|post|put|patch|delete)\(\s*"(\/[^"]+)"/g),
      ([, method = "", path = ""]) => [method, path],
    ),
    ...Array.from(source.matchAll(/app\.on\(\["GET", "POST"\], "(\/[^"]+)"/g), ([, path = ""]) => [
      ["get", path],
      ["post", path],
    ]).flat(),
  ]);
  const served = found.map(
    ([method = "", path = ""]) =>
      `${method.toUpperCase()} /api${path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`,
  );
  expect(served.toSorted()).toEqual(described);
});

test("the page of docs has the same addresses", async () => {
  const [load] = Object.values(
    import.meta.glob(["../../../../docs/api.md"], { query: "?raw", import: "default" }),
  );
  const page = (await load?.()) ?? "";
  const table = page.slice(page.indexOf("## Addresses"), page.indexOf("\n## ", page.indexOf("## Addresses")));
  const told = Array.from(
    table.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/api[^`?]*)(?:\?[^`]*)?`/g),
    (match) => {
      const [, method = "", path = ""] = match;
      return `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`;
    },
  );
  expect(told.toSorted()).toEqual(described);
});
