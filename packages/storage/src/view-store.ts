/** A view that somebody saved of a project: what a page shows, under a name. */
export interface StoredView {
  readonly name: string;
  readonly updatedMs: number;
  /** What the page wrote: JSON as text, opaque to the store. */
  readonly document: string;
}

/** A saved view without its document. */
export type ViewEntry = Omit<StoredView, "document">;

/** Which view to save, and how many others its project may have besides. */
export interface ViewDraft extends StoredView {
  readonly project: string;
  readonly mostOthers: number;
}

/** Saved views of projects. A project's views go with it when it is renamed or removed. */
export interface ViewStore {
  /** In order of their names. */
  list(project: string): Promise<readonly ViewEntry[]>;
  read(project: string, name: string): Promise<StoredView | undefined>;
  /** Takes the place of a view of that name. False, and nothing is saved, when the project has too many others. */
  save(draft: ViewDraft): Promise<boolean>;
  /** False when there is none of that name. */
  remove(project: string, name: string): Promise<boolean>;
}
