import { Archive, ArrowUpRight, Clock, Copy, Factory, Send, StickyNote, Tag } from "lucide-react";
import { announce } from "../../components/announce";
import type { MenuEntry } from "../../components/Menu";
import { t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { colourEntries } from "./TagsBlock";

export interface RowCommands {
  open: () => void;
  forward: () => void;
  snooze: () => void;
  tag: () => void;
  note: () => void;
  offer: () => void;
  close: () => void;
  colour: (colour: string) => void;
}

/** Everything a row can do, for its menu. */
export function rowMenu(row: OrderRow, run: RowCommands): MenuEntry[] {
  const isOpen = row.queue === "decide" || row.queue === "ready";
  return [
    { id: "open", label: t("common.openFull"), icon: ArrowUpRight, keysOf: "list.open", onAction: run.open },
    ...(row.queue === "ready" ? [{ id: "forward", label: t("bulk.forward"), icon: Send, keysOf: "queue.forward" as const, onAction: run.forward }] : []),
    { id: "snooze", label: t("bulk.snooze"), icon: Clock, keysOf: "queue.snooze", onAction: run.snooze },
    ...(isOpen ? [{ id: "offer", label: t("key.queue.supplier"), icon: Factory, keysOf: "queue.supplier" as const, onAction: run.offer }] : []),
    { id: "note", label: t("pane.noteAdd"), icon: StickyNote, keysOf: "queue.note", onAction: run.note },
    { id: "tag", label: t("pane.tagAdd"), icon: Tag, keysOf: "queue.label", onAction: run.tag },
    { id: "copy", label: t("pane.copyNumber"), icon: Copy, onAction: () => void navigator.clipboard.writeText(row.number).then(() => announce(t("common.copied"))) },
    { id: "close", label: t(row.queue === "done" ? "pane.reopen" : "pane.close"), icon: Archive, keysOf: "queue.done", onAction: run.close },
    { id: "colour", title: t("pane.colour"), entries: colourEntries(run.colour, row.colour) },
  ];
}
