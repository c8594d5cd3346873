import { CoreError, DeliveryError } from "../core-error.ts";
import type { ArtifactNews, SendCommandOptions } from "./send-command.ts";
import { clientIdOf, sendCommand } from "./send-command.ts";
import type { RunCommand } from "./run-reader.ts";

/** More than this is not held: who reads waits. */
const MAX_HELD = 256;

/** Sends what a run asks for, one after the other and each once, apart from its rows: an artifact may take long. */
export interface CommandLane {
  /** Takes the next commands of the run file, in order. */
  add(commands: readonly RunCommand[]): void;
  /** Sends what is held. Throws `DeliveryError` when the server can't be reached; then the next call goes on. */
  send(options: SendCommandOptions): Promise<void>;
  readonly isFull: boolean;
  readonly held: number;
}

export interface CommandLaneOptions {
  /** Called with what became of each artifact. */
  readonly onArtifact: (news: ArtifactNews) => void;
  /** Called with a sentence for an artifact that the server refused; the next delivery tries it again. */
  readonly onProblem: (sentence: string) => void;
  /** Called with a sentence for what else it refused. */
  readonly onNote: (sentence: string) => void;
}

export function createCommandLane({ onArtifact, onProblem, onNote }: CommandLaneOptions): CommandLane {
  const held: { readonly index: number; readonly command: RunCommand }[] = [];
  let known = 0;

  async function send(options: SendCommandOptions): Promise<void> {
    const { session } = options;
    for (let first = held[0]; first !== undefined; first = held[0]) {
      const { index, command } = first;
      const { commands, failedCommands } = session.position;
      if (index >= commands || failedCommands.includes(index)) {
        const failed = (await attempt(command, options)) ? [] : [index];
        await session.remember({
          commands: Math.max(commands, index + 1),
          failedCommands: [...failedCommands.filter((one) => one !== index), ...failed],
        });
      }
      held.shift();
    }
  }

  /** False for an artifact that is to be tried again another time. */
  async function attempt(command: RunCommand, options: SendCommandOptions): Promise<boolean> {
    try {
      const news = await sendCommand(command, options);
      if (news !== undefined) onArtifact(news);
      return true;
    } catch (error) {
      const isRefused = CoreError.isInstance(error) && !(DeliveryError.isInstance(error) && error.retryable);
      if (!isRefused && !(error instanceof Error && error.name === "ProtocolError")) throw error;
      const problem = error.message;
      const isArtifact = command.type === "artifact";
      (isArtifact ? onProblem : onNote)(problem);
      const clientId = clientIdOf(command);
      if (clientId !== undefined) onArtifact({ clientId, problem });
      return !isArtifact;
    }
  }

  return {
    add(commands) {
      for (const command of commands) {
        held.push({ command, index: known });
        known += 1;
      }
    },
    send,
    get isFull() {
      return held.length > MAX_HELD;
    },
    get held() {
      return held.length;
    },
  };
}
