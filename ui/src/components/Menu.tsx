import { Check, type LucideIcon } from "lucide-react";
import { useRef, type ReactElement, type ReactNode } from "react";
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from "react-aria-components";
import type { HotkeyId } from "../hotkeys.table";
import { KeyCap } from "./KeyCap";
import styles from "./Menu.module.css";

export interface MenuAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Shown at the right; the command itself is answered elsewhere. */
  keysOf?: HotkeyId;
  /** In quieter letters after the label. */
  note?: string;
  look?: "plain" | "danger";
  isDisabled?: boolean;
  /** True or false for an entry that is switched, absent for one that acts. */
  isChecked?: boolean;
  onAction: () => void;
}

export interface MenuGroup {
  id: string;
  /** Heading, or empty for a line alone. */
  title: string;
  entries: MenuAction[];
}

export type MenuEntry = MenuAction | MenuGroup;

const isGroup = (entry: MenuEntry): entry is MenuGroup => "entries" in entry;

function action(entry: MenuAction): ReactElement {
  const { icon: Icon } = entry;
  return (
    <MenuItem key={entry.id} id={entry.id} textValue={entry.label} isDisabled={entry.isDisabled} onAction={entry.onAction} className={styles.entry ?? ""} data-look={entry.look}>
      {entry.isChecked === undefined ? Icon !== undefined && <Icon size={15} strokeWidth={1.85} aria-hidden /> : <span className={styles.tick}>{entry.isChecked && <Check size={14} strokeWidth={2} aria-hidden />}</span>}
      <span className={styles.label}>{entry.label}</span>
      {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
      {entry.keysOf !== undefined && <KeyCap of={entry.keysOf} />}
    </MenuItem>
  );
}

function MenuList({ label, entries, onClose }: { label: string; entries: readonly MenuEntry[]; onClose?: () => void }): ReactNode {
  return (
    // A menu without a button of its own takes the focus by itself.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <AriaMenu aria-label={label} className={styles.list ?? ""} onClose={onClose} autoFocus={onClose === undefined ? undefined : "first"}>
      {entries.flatMap((entry, index) =>
        isGroup(entry)
          ? [
              ...(index > 0 ? [<Separator key={`line ${entry.id}`} className={styles.line ?? ""} />] : []),
              <MenuSection key={entry.id} aria-label={entry.title === "" ? label : undefined}>
                {entry.title === "" ? null : <Header className={styles.title}>{entry.title}</Header>}
                {entry.entries.map(action)}
              </MenuSection>,
            ]
          : [action(entry)],
      )}
    </AriaMenu>
  );
}

export interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** The button that opens it. */
  children: ReactElement;
  placement?: "bottom start" | "bottom end" | "top start";
}

export function Menu({ label, entries, children, placement = "bottom start" }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ""} placement={placement} offset={4}>
        <MenuList label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

export interface ContextMenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** Where it opens, in pixels of the window. */
  at: { x: number; y: number };
  onClose: () => void;
}

export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps): ReactNode {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: at.x, top: at.y }} />
      <Popover className={styles.popover ?? ""} triggerRef={anchor} isOpen placement="bottom start" offset={2} onOpenChange={(open) => !open && onClose()}>
        <MenuList label={label} entries={entries} onClose={onClose} />
      </Popover>
    </>
  );
}
