import { notedServer } from "../export/server-address.ts";
import { USUAL_PORT } from "../listen-options.ts";
import { PortTaken } from "../world.ts";
import type { World } from "../world.ts";
import type { Check } from "./check.ts";
import { note, ok } from "./check.ts";

/** Whether the port that "stepwell" takes first is free. */
export async function checkPort(data: string, world: World): Promise<Check[]> {
  try {
    const listener = await world.listen({
      host: "localhost",
      port: USUAL_PORT,
      fetch: async () => new Response(null, { status: 503 }),
    });
    await listener.close();
    return [ok("Port", `${USUAL_PORT} is free`)];
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
  }
  const address = await notedServer(world.fileSystem, data);
  if (address !== undefined && new URL(address).port === String(USUAL_PORT))
    return [ok("Port", `${USUAL_PORT} is that of the server of this folder, ${address}`)];
  return [
    note("Port", `${USUAL_PORT} is taken`, 'Nothing to do: "stepwell" takes the next one that is free.'),
  ];
}
