import { connect } from "node:net";
import type { Socket } from "node:net";

interface RawReply {
  readonly status: number;
  readonly body: string;
}

/** Kept connections, each with one request under way at a time; further ones wait their turn. */
export interface Connections {
  /** Sends a request, which must be one that may come twice, and resolves with its reply. Rejects for a reply without a length. */
  send(head: string, body: Buffer): Promise<RawReply>;
  close(): void;
}

interface Request {
  readonly head: string;
  readonly body: Buffer;
  /** It was given to a connection that the server closed before it answered, as it may close one that was idle. */
  isRepeated: boolean;
  readonly resolve: (reply: RawReply) => void;
  readonly reject: (error: unknown) => void;
}

/** Opens at most `connections` of them. */
export function createConnections(options: { host: string; port: number; connections: number }): Connections {
  const { host, port, connections } = options;
  const idle: Socket[] = [];
  const waiting: Request[] = [];
  const open = new Map<Socket, Request | undefined>();

  function begin(socket: Socket, request: Request): void {
    open.set(socket, request);
    socket.cork();
    socket.write(request.head, "latin1");
    socket.write(request.body);
    socket.uncork();
  }

  function finish(socket: Socket, settle: (request: Request) => void): void {
    const request = open.get(socket);
    const next = waiting.shift();
    if (next !== undefined) begin(socket, next);
    else {
      open.set(socket, undefined);
      idle.push(socket);
    }
    if (request !== undefined) settle(request);
  }

  function lose(socket: Socket, error: unknown): void {
    const request = open.get(socket);
    open.delete(socket);
    if (idle.includes(socket)) idle.splice(idle.indexOf(socket), 1);
    socket.destroy();
    if (request === undefined) return;
    if (request.isRepeated) return request.reject(error);
    request.isRepeated = true;
    give(request);
  }

  function give(request: Request): void {
    const socket = idle.pop() ?? (open.size < connections ? connectOne() : undefined);
    if (socket === undefined) waiting.push(request);
    else begin(socket, request);
  }

  function connectOne(): Socket {
    const socket = connect({ host, port, noDelay: true });
    let received = "";
    socket.on("data", (part: Buffer) => {
      received += part.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = received.slice(0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined) {
        lose(socket, new Error(`[bench] Failed to read a reply: it has no length: "${head}".`));
        return;
      }
      const from = end + 4;
      if (received.length < from + Number(length)) return;
      const reply = { status: Number(head.slice(9, 12)), body: received.slice(from) };
      received = "";
      finish(socket, ({ resolve }) => resolve(reply));
    });
    socket.on("error", (error) => lose(socket, error));
    socket.on("close", () => lose(socket, new Error("[bench] Failed to send: the connection was closed.")));
    return socket;
  }

  return {
    send: (head, body) =>
      new Promise((resolve, reject) => give({ head, body, isRepeated: false, resolve, reject })),
    close() {
      for (const socket of open.keys()) socket.removeAllListeners("close").destroy();
    },
  };
}
