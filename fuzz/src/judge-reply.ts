/** What is wrong with a reply; undefined when nothing is. `read` is given its text. */
export async function judgeReply(
  request: Request,
  reply: Response,
  read: (text: string) => void,
): Promise<string | undefined> {
  const { status } = reply;
  const type = reply.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    await reply.body?.cancel();
    return undefined;
  }
  const text = await reply.text();
  read(text);
  if (status >= 500) return `status ${status}: ${text.slice(0, 500)}`;
  if (request.method === "HEAD" || request.method === "OPTIONS") return undefined;
  const messages = type.startsWith("application/json") ? messagesOf(text) : [];
  const inner = messages.find((message) => INNER.some((sign) => message.includes(sign)));
  if (inner !== undefined) return `status ${status} shows its insides: "${inner.slice(0, 300)}"`;
  if (status < 400) return undefined;
  const isSentence = messages.length > 0 && messages.every((message) => message.trim().length > 10);
  return isSentence ? undefined : `status ${status} without a sentence: ${text.slice(0, 300)}`;
}

/** What programs say that fell over something they did not expect. */
const INNER = [
  "Cannot read prop",
  "is not a function",
  "is not iterable",
  "undefined (",
  "of undefined",
  "of null",
  "SQLITE",
  "no such column",
  "BigInt",
  "Maximum call stack",
  "Invalid array length",
  "node_modules",
  "Cannot return null for non-nullable",
];

function messagesOf(text: string): readonly string[] {
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown }; errors?: { message?: unknown }[] };
    const found = body.errors?.map(({ message }) => message) ?? [body.error?.message];
    return found.filter((message) => typeof message === "string");
  } catch {
    return [];
  }
}
