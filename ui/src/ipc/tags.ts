import { COMMAND_TAGS, type Tag } from "./types.gen";

export interface TagTable {
  readonly [command: string]: { readonly provides: readonly Tag[]; readonly invalidates: readonly Tag[] } | undefined;
}

/** The table that the core generates: which command reads what, and which changes what. */
export const commandTags: TagTable = COMMAND_TAGS;

/** True when the answer of `command` may be out of date after a change of `tags`. */
export function isTouched(command: string, tags: readonly Tag[], table: TagTable = commandTags): boolean {
  const provides = table[command]?.provides;
  return provides !== undefined && provides.some((tag) => tags.includes(tag));
}

/** What a command changes; nothing for a command that only reads. */
export function changedBy(command: string, table: TagTable = commandTags): readonly Tag[] {
  return table[command]?.invalidates ?? [];
}
