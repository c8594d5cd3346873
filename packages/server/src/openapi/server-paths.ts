import { z } from "zod";
import { subscriptionSchema } from "../api/request-schemas.ts";
import { keySchema, roleSchema, signInSchema, userSchema } from "../auth/account-routes.ts";
import { orderQuerySchema, orderSchema } from "../export/export-order.ts";
import { FORMATS } from "../export/formats.ts";
import type { ApiRoute } from "./api-route.ts";
import { named } from "./named-schemas.ts";

const text = z.string();
const role = z.enum(["admin", "member", "viewer"]);
const signedIn = z.strictObject({ name: text, team: text, role, managesTeams: z.boolean() });
const session = named(
  "Session",
  z.strictObject({ auth: z.enum(["open", "keys"]), user: signedIn.nullable() }),
);
const keyMembers = {
  id: text,
  team: text,
  user: text,
  label: text,
  created: z.number(),
  used: z.number().nullable(),
  current: z.boolean(),
};
const key = named("ApiKey", z.strictObject(keyMembers));
const newKey = named("NewApiKey", z.strictObject({ ...keyMembers, key: text }));
const user = named("User", z.strictObject({ team: text, name: text, role, created: z.number() }));
const team = z.object({
  team: text.optional().meta({ description: "For admins of the first team. Default: the own team." }),
});
const file = {
  types: Object.values(FORMATS).map(({ contentType }) => contentType.split(";")[0] as string),
  description: "A file of the format that was asked for, made while it is sent.",
};
const exported = orderQuerySchema.omit({ keys: true });
const lists = { keys: "Joined paths: only rows with one of them. Default: all." };

/** The server itself, its event stream, exports, and who may use it. */
export const SERVER_PATHS: readonly ApiRoute[] = [
  {
    method: "get",
    path: "/openapi.json",
    id: "readDocument",
    summary: "This document.",
    tag: "server",
    reply: z.record(text, z.unknown()),
  },
  {
    method: "get",
    path: "/server",
    id: "readServer",
    summary: "Tells which server this is, and what is wrong with it.",
    tag: "server",
    reply: z.strictObject({
      version: text,
      folder: text.nullable(),
      problems: z.array(text),
      viewers: z.int(),
    }),
  },
  {
    method: "get",
    path: "/live",
    id: "openLive",
    summary: "Opens the event stream. With `Last-Event-ID` it goes on where it was cut.",
    tag: "live",
    reply: {
      types: ["text/event-stream"],
      description:
        "Server-sent events, each a `LiveEvent` as extended JSON; the first is `hello`, which names the stream.",
    },
    refusals: [503],
  },
  {
    method: "put",
    path: "/live/{stream}",
    id: "subscribe",
    summary: "Says what an event stream is to tell; it replaces what was said before.",
    tag: "live",
    body: subscriptionSchema,
    status: 204,
    refusals: [404],
  },
  {
    method: "get",
    path: "/export/{project}",
    id: "exportProject",
    summary: "Exports all runs of a project as one file, those that are archived too.",
    tag: "export",
    query: exported,
    lists,
    reply: file,
    refusals: [404, 503],
  },
  {
    method: "get",
    path: "/export/{project}/{run}",
    id: "exportRun",
    summary: "Exports a run as a file.",
    tag: "export",
    query: exported,
    lists,
    reply: file,
    refusals: [404, 503],
  },
  {
    method: "post",
    path: "/export",
    id: "exportRuns",
    summary: "Exports runs as one file: those of a list, of a project, or that a filter lets through.",
    tag: "export",
    body: orderSchema,
    reply: file,
    refusals: [404, 503],
  },
  {
    method: "get",
    path: "/session",
    id: "readSession",
    summary: "Tells whether anybody has to sign in, and who did.",
    tag: "accounts",
    reply: session,
    open: true,
  },
  {
    method: "post",
    path: "/session",
    id: "signIn",
    summary: "Signs a page in with a key; the session is a cookie.",
    tag: "accounts",
    body: signInSchema,
    reply: session,
    open: true,
  },
  {
    method: "delete",
    path: "/session",
    id: "signOut",
    summary: "Signs a page out.",
    tag: "accounts",
    status: 204,
    open: true,
  },
  {
    method: "get",
    path: "/keys",
    id: "listKeys",
    summary: "Lists the own keys, or as admin those of a user or team.",
    tag: "accounts",
    query: team.extend({ user: text.optional() }),
    reply: z.strictObject({ keys: z.array(key) }),
  },
  {
    method: "post",
    path: "/keys",
    id: "addKey",
    summary: "Makes a key, which is in this reply and nowhere else.",
    tag: "accounts",
    body: keySchema,
    status: 201,
    reply: newKey,
    refusals: [404, 409],
  },
  {
    method: "delete",
    path: "/keys/{id}",
    id: "removeKey",
    summary: "Revokes a key.",
    tag: "accounts",
    query: team,
    status: 204,
    refusals: [404, 409],
  },
  {
    method: "get",
    path: "/users",
    id: "listUsers",
    summary: "Lists the users of a team; `team=*` lists those of all.",
    tag: "accounts",
    query: team,
    reply: z.strictObject({ users: z.array(user) }),
  },
  {
    method: "post",
    path: "/users",
    id: "addUser",
    summary: "Adds a user to a team.",
    tag: "accounts",
    body: userSchema,
    status: 201,
    reply: user,
    refusals: [409],
  },
  {
    method: "patch",
    path: "/users/{name}",
    id: "setRole",
    summary: "Gives a user another role.",
    tag: "accounts",
    query: team,
    body: roleSchema,
    reply: user,
    refusals: [404, 409],
  },
  {
    method: "delete",
    path: "/users/{name}",
    id: "removeUser",
    summary: "Removes a user with all keys and sessions.",
    tag: "accounts",
    query: team,
    status: 204,
    refusals: [404, 409],
  },
];
