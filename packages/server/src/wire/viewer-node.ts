import type { Caller } from "../auth/door.ts";
import { nodeId } from "../artifacts/node-id.ts";

/**
 * Who asks, as the `User` type of the schema; without a caller the one person that an open server has. `entity` is the
 * team's node.
 */
export function viewerNode(team: string, caller: Caller | undefined, entity: () => object): object {
  const name = caller?.user ?? team;
  return {
    __typename: "User",
    id: caller === undefined ? btoa("User:local") : nodeId("User", `${team}/${name}`),
    name,
    username: name,
    email: "",
    entity: team,
    admin: caller === undefined || caller.role === "admin",
    flags: "{}",
    teams: { edges: caller === undefined ? [] : [{ node: entity() }] },
  };
}
