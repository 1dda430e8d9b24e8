import { ChevronDown, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { FilterChip } from "../../components/FilterChip";
import { Menu, type MenuAction } from "../../components/Menu";
import { t } from "../../i18n/text";
import type { OrderRow } from "../../ipc/types.gen";
import { ColourDot } from "../orders/orderColumns";
import styles from "./Pane.module.css";
import { orderSubject, type OrderActions } from "./useOrderActions";

export const COLOURS = ["red", "amber", "green", "blue", "violet"] as const;

/** Colours as entries of a menu; `chosen` is ticked. */
export const colourEntries = (onChoose: (colour: string) => void, chosen?: string): MenuAction[] => [
  ...COLOURS.map((colour) => ({ id: colour, label: t(`pane.colour.${colour}`), isChecked: chosen === colour, onAction: () => onChoose(colour) })),
  { id: "none", label: t("pane.noColour"), isChecked: chosen === "", onAction: () => onChoose("") },
];

/** Tags as chips with a cross, a button for another, and the colour. */
export function TagsBlock({ row, actions, onAdd }: { row: OrderRow; actions: OrderActions; onAdd: () => void }): ReactNode {
  const subject = orderSubject(row);
  return (
    <div className={styles.tags}>
      {row.tags.map((tag) => (
        <FilterChip key={tag} isOn onChange={() => actions.tag(subject, tag, false)} onRemove={() => actions.tag(subject, tag, false)}>
          {tag}
        </FilterChip>
      ))}
      <Button size="sm" look="ghost" icon={Plus} keysOf="queue.label" onPress={onAdd}>
        {t("pane.tagAdd")}
      </Button>
      <Menu label={t("pane.colour")} entries={colourEntries((colour) => actions.colour(subject, colour), row.colour)}>
        <Button size="sm" look="ghost" hasPopup>
          <ColourDot colour={row.colour} />
          {t("pane.colour")} <ChevronDown size={13} strokeWidth={2} aria-hidden />
        </Button>
      </Menu>
    </div>
  );
}
