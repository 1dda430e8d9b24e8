import type { ReactNode } from "react";
import { currentTime } from "../../clock";
import { ContextMenu } from "../../components/Menu";
import { t } from "../../i18n/text";
import { snoozeTimes } from "./snoozeTimes";

export interface SnoozeMenuProps {
  at: { x: number; y: number };
  onSnooze: (until: string) => void;
  onClose: () => void;
}

/** When the order comes back. Opened with H, chosen with arrows and Enter. */
export function SnoozeMenu({ at, onSnooze, onClose }: SnoozeMenuProps): ReactNode {
  return (
    <ContextMenu
      label={t("snooze.title")}
      at={at}
      onClose={onClose}
      entries={[{ id: "times", title: t("snooze.title"), entries: snoozeTimes(currentTime()).map(({ id, label, note, until }) => ({ id, label, note, onAction: () => onSnooze(until) })) }]}
    />
  );
}

/** Below the button when it is on screen, else below the focused row. */
export function placeOfMenu(button: HTMLElement | null): { x: number; y: number } {
  const own = button?.getBoundingClientRect();
  if (own !== undefined && own.width > 0) return { x: own.left, y: own.bottom };
  const row = document.querySelector("[role=grid] [data-focused]")?.getBoundingClientRect();
  return row === undefined ? { x: 240, y: 160 } : { x: row.left + 48, y: row.bottom };
}
