import { useCallback, type KeyboardEvent } from "react";
import { isHotkey, useHotkey } from "../../hotkeys";
import type { HotkeyId } from "../../hotkeys.table";

export type ListCommand = Extract<HotkeyId, `list.${string}`>;
/** What each key of a list does. A command that returns false did not apply, and its key goes on to the page. */
export type ListCommands = Partial<Record<ListCommand, () => boolean | void>>;

const IN_PAGE = [
  "list.next",
  "list.previous",
  "list.extendNext",
  "list.extendPrevious",
  "list.select",
  "list.selectAll",
  "list.activate",
  "list.open",
  "list.first",
  "list.last",
  "list.pageDown",
  "list.pageUp",
  "list.showNew",
] as const satisfies readonly ListCommand[];

/** Hears the list's keys while it has the focus, and while nothing else has it if it is the main list of the page. */
export function useTableCommands(commands: ListCommands, isMain: boolean): (event: KeyboardEvent) => void {
  // The list of keys never changes, so neither does the order of these hooks.
  for (const id of IN_PAGE) {
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(id, () => void commands[id]?.(), { enabled: isMain && commands[id] !== undefined });
  }
  return useCallback(
    (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      for (const [id, run] of Object.entries(commands) as [ListCommand, ListCommands[ListCommand]][]) {
        if (run !== undefined && isHotkey({ ...pick(event), target: event.target }, id) && run() !== false) {
          event.preventDefault();
          event.stopPropagation();
          return;
        }
      }
    },
    [commands],
  );
}

const pick = ({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) => ({ key, code, ctrlKey, metaKey, altKey, shiftKey });
