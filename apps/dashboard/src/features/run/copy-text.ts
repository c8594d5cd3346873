import { showToast } from "../shell/toast.ts";

/** Puts a text into the clipboard and says so. `what` begins the sentence, as `The link`. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: `${what} is copied.` });
  } catch {
    // Without HTTPS, or where people forbid it, there is no clipboard: they can still select the text.
    showToast({ text: `The browser refused to copy. Select this text: ${text}`, error: true });
  }
}
