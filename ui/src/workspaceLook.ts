import type { QueryClient } from "@tanstack/react-query";
import { call } from "./ipc/client";
import { invalidateTags } from "./ipc/queries";
import { changedBy } from "./ipc/tags";
import type { WorkspaceState } from "./ipc/types.gen";
import { followWrites, prefNames, prefText, takePref } from "./prefs";

/**
 * What the workspace holds, so that every window, profile and computer shows it alike: theme, density and zoom, keys,
 * the line of keys at the foot, columns put away. Pane widths, places and the chosen shop belong to one window.
 */
const isShared = (name: string): boolean => name === "look" || name === "keys" || name === "hints" || name.startsWith("hidden.");

/** Keeps look and keys of this window and of the workspace the same: the last choice counts. Returns the end of it. */
export function followWorkspaceLook(client: QueryClient): () => void {
  /** Chosen here and not yet in an answer of the workspace, by name and as JSON. */
  const unsaved = new Map<string, string>();
  let isSaving = false;
  let folder: string | null = null;

  const save = async (): Promise<void> => {
    if (isSaving) return;
    isSaving = true;
    while (unsaved.size > 0) {
      const sent = new Map(unsaved);
      try {
        // One at a time, so that the last choice is also the last one written.
        // oxlint-disable-next-line no-await-in-loop
        await call("look_save", { values: Object.fromEntries(sent) });
        // An answer from before the choice must not undo it on the screen.
        // oxlint-disable-next-line no-await-in-loop
        await invalidateTags(client, changedBy("look_save"));
      } catch {
        // A workspace that cannot be written now leaves the choice to this window.
      }
      for (const [name, text] of sent) if (unsaved.get(name) === text) unsaved.delete(name);
    }
    isSaving = false;
  };

  const take = (state: WorkspaceState): void => {
    for (const [name, text] of Object.entries(state.look)) {
      if (text !== undefined && isShared(name) && !unsaved.has(name)) takePref(name, text);
    }
    if (folder === state.folder) return;
    folder = state.folder;
    // What was chosen before the workspace held any of it goes with the person.
    for (const name of prefNames()) {
      const text = prefText(name);
      if (isShared(name) && state.look[name] === undefined && text !== null) unsaved.set(name, text);
    }
    void save();
  };

  let last: unknown;
  const stopReading = client.getQueryCache().subscribe(({ query }) => {
    const { data, status } = query.state;
    if (query.queryKey[0] !== "workspace_state" || status !== "success" || data === last) return;
    last = data;
    take(data as WorkspaceState);
  });
  const stopWriting = followWrites((name, text) => {
    if (!isShared(name)) return;
    unsaved.set(name, text);
    void save();
  });
  return () => {
    stopReading();
    stopWriting();
  };
}
