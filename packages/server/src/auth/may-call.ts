import type { Role } from "@stepwell/storage";

/** Addresses of the api that only read, although a body says what. */
const READING = [
  /^\/api\/(?:series|export)$/,
  /^\/api\/live\/[^/]+$/,
  /^\/api\/(?:runs|run-groups|run-values)\/query$/,
];

/** Whether a role may send a request of the api. GraphQL operations are judged one by one, later. */
export function mayCall(role: Role, method: string, path: string): boolean {
  if (role !== "viewer" || isReading(method)) return true;
  if (path === "/graphql") return true;
  return (method === "POST" || method === "PUT") && READING.some((pattern) => pattern.test(path));
}

/** Whether a request by this method changes nothing. */
export function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
