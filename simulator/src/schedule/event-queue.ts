/** What happens at a moment of virtual time. */
interface QueuedEvent {
  readonly dueMs: number;
  /** Decides between events of one moment. */
  readonly order: number;
  readonly run: () => void;
}

/** Events by time; a binary heap. */
export interface EventQueue {
  readonly size: number;
  push(event: QueuedEvent): void;
  /** Removes the earliest one. */
  pop(): QueuedEvent | undefined;
}

export function createEventQueue(): EventQueue {
  const heap: QueuedEvent[] = [];

  function sink(event: QueuedEvent): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const right = heap[child + 1];
      if (right !== undefined && isEarlier(right, heap[child] as QueuedEvent)) child += 1;
      const candidate = heap[child];
      if (candidate === undefined || !isEarlier(candidate, event)) break;
      heap[at] = candidate;
      at = child;
    }
    heap[at] = event;
  }

  return {
    get size() {
      return heap.length;
    },
    push(event) {
      let at = heap.length;
      while (at > 0) {
        const parent = heap[(at - 1) >> 1] as QueuedEvent;
        if (!isEarlier(event, parent)) break;
        heap[at] = parent;
        at = (at - 1) >> 1;
      }
      heap[at] = event;
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (last !== undefined && last !== first) sink(last);
      return first;
    },
  };
}

function isEarlier(a: QueuedEvent, b: QueuedEvent): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}
