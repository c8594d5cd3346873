import { createValueStore } from "../../lib/value-store.ts";

export interface ToastOptions {
  /** One sentence: what happened. */
  readonly text: string;
  /** Takes it back. The toast then stays for 10 s instead of 6. */
  readonly undo?: () => void;
  /** Something failed: the toast stays until it is closed. */
  readonly error?: boolean;
}

/** What stands at the bottom left; a new `id` for each toast, so that the same text twice is two toasts. */
export interface Toast extends ToastOptions {
  readonly id: number;
}

/** The toast on screen. There is one at a time. */
export const toast = createValueStore<Toast | undefined>(undefined);

let shown = 0;

/** Says at the bottom left what happened, in place of what was said before. */
export function showToast(options: ToastOptions): void {
  shown += 1;
  toast.set({ ...options, id: shown });
}

/** How long a toast stays in ms; without end for errors. */
export function toastTime({ undo, error = false }: ToastOptions): number {
  if (error) return Number.POSITIVE_INFINITY;
  return undo === undefined ? 6_000 : 10_000;
}
