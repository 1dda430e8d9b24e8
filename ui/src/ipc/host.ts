import { isDesktop } from "./window";
import { ApiError, send } from "./client";

/** A kind of file that a dialog offers. */
export interface FileFilter {
  name: string;
  /** Without the point. */
  extensions: string[];
}

/** What a dialog of the system answered: nothing when it was closed, or when this host has none. */
export type Picked<Value> = { value: Value | null; hasDialog: boolean };

async function ask<Value>(name: string, request: unknown, read: (answer: Record<string, unknown>) => Value | null): Promise<Picked<Value>> {
  try {
    const answer = await send(name, request);
    return { value: typeof answer === "object" && answer !== null ? read(answer as Record<string, unknown>) : null, hasDialog: true };
  } catch (thrown) {
    const { code } = ApiError.from(thrown);
    if (code === "unknown_command" || code === "unreachable" || code === "not_faked") return { value: null, hasDialog: false };
    throw thrown;
  }
}

const readPath = ({ path }: Record<string, unknown>): string | null => (typeof path === "string" ? path : null);

/** Lets the person choose files to read. */
export function pickFiles(title: string, options: { filters?: FileFilter[]; multiple?: boolean } = {}): Promise<Picked<string[]>> {
  return ask("host_pick_files", { title, filters: options.filters ?? [], multiple: options.multiple ?? false }, ({ paths }) => {
    const chosen = Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
    return chosen.length === 0 ? null : chosen;
  });
}

/** Lets the person choose a folder. */
export const pickFolder = (title: string): Promise<Picked<string>> => ask("host_pick_folder", { title }, readPath);

/** Lets the person choose where a file is written; `name` is proposed. */
export const pickSave = (title: string, name: string, filters: FileFilter[] = []): Promise<Picked<string>> =>
  ask("host_pick_save", { title, name, filters }, readPath);

/** Shows a file in the file manager. Does nothing in a browser. */
export async function showInFolder(path: string): Promise<void> {
  if (isDesktop) await send("host_show_in_folder", { path });
}

/**
 * Lets the person choose another workspace and opens it in this window; the page then begins anew. Rejects with an
 * ApiError when it cannot be opened. Does nothing when the dialog is closed, or in a browser.
 */
export async function openWorkspace(title: string): Promise<void> {
  const { value: folder } = await pickFolder(title);
  if (folder === null || !isDesktop) return;
  await send("host_open_workspace", { folder });
  // Nothing of the old workspace may stay on the page, not even what is kept between pages.
  window.location.hash = "/";
  window.location.reload();
}

/** The last part of a path, for people. */
export const fileName = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== "") ?? path;
