import { Hono } from "hono";
import type { AppContext } from "../app-context.ts";
import { reply } from "../api/refusal.ts";
import { apiDocument } from "./api-document.ts";

/** The document that describes the api, made when it is first asked for. */
export function documentRoutes({ ports }: AppContext): Hono {
  let document: object | undefined;
  const app = new Hono();
  app.get("/openapi.json", (c) => reply(c, (document ??= apiDocument(ports.version))));
  return app;
}
