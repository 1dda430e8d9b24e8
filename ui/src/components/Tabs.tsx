import { ChevronDown, Plus } from "lucide-react";
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useHotkey } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { formatCount } from "../i18n/format";
import { t } from "../i18n/text";
import { Button } from "./Button";
import { Menu } from "./Menu";
import styles from "./Tabs.module.css";
import { useElementSize } from "./useElementSize";

export interface Tab {
  id: string;
  title: string;
  /** How many wait there; left out where a number says nothing. */
  count?: number;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  selected: string;
  onSelect: (id: string) => void;
  /** Saves the filter of now as a further tab; shows the plus sign. */
  onAdd?: () => void;
  addLabel?: string;
  /** Controls at the end of the line. */
  tools?: ReactNode;
  /** Id of the element whose content the tabs choose. */
  panelId?: string;
}

const KEYS = ["tab.1", "tab.2", "tab.3", "tab.4", "tab.5", "tab.6", "tab.7", "tab.8", "tab.9"] as const satisfies readonly HotkeyId[];

/** Queues and saved views. Ctrl 1 to 9 choose; what does not fit goes under "More". */
export function Tabs({ label, tabs, selected, onSelect, onAdd, addLabel = t("common.more"), tools, panelId }: TabsProps): ReactNode {
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const { width } = useElementSize(list);
  const widths = useRef<{ of: string; each: number[] }>({ of: "", each: [] });
  const [fitting, setFitting] = useState(tabs.length);

  for (const [index, id] of KEYS.entries()) {
    const tab = tabs[index];
    // The list of keys never changes, so neither does the order of these hooks.
    // oxlint-disable-next-line react/rules-of-hooks
    useHotkey(id, () => tab !== undefined && onSelect(tab.id), { enabled: tab !== undefined, ...(tab === undefined ? {} : { label: tab.title }) });
  }

  const signature = tabs.map(({ title, count }) => `${title} ${count ?? ""}`).join("|");
  useLayoutEffect(() => {
    if (list === null || width === 0) return;
    if (widths.current.of !== signature) {
      const shownNow = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
      if (shownNow.length < tabs.length) {
        // What is under "More" has no width; with all of them in line this is called again.
        setFitting(tabs.length);
        return;
      }
      widths.current = { of: signature, each: shownNow.map((element) => element.offsetWidth + 2) };
    }
    const { each: wide } = widths.current;
    const sum = wide.reduce((total, each) => total + each, 0);
    let count = tabs.length;
    if (sum > width) {
      let left = width - 84;
      count = 0;
      for (const each of wide) {
        left -= each;
        if (left < 0) break;
        count += 1;
      }
    }
    setFitting(Math.max(1, count));
  }, [list, width, tabs.length, signature, fitting]);

  const shown = tabs.slice(0, fitting);
  const hidden = tabs.slice(fitting);
  const hiddenSelected = hidden.find(({ id }) => id === selected);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(tab.id);
    requestAnimationFrame(() => list?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };

  return (
    <div className={styles.line}>
      <div ref={setList} className={styles.tabs}>
        <div role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
          {shown.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              aria-selected={tab.id === selected}
              aria-controls={panelId}
              tabIndex={tab.id === selected || (hiddenSelected !== undefined && tab === shown[0]) ? 0 : -1}
              className={styles.tab}
              onClick={() => onSelect(tab.id)}
            >
              {tab.title}
              {tab.count !== undefined && <span className={styles.count}>{formatCount(tab.count)}</span>}
            </button>
          ))}
        </div>
        {hidden.length > 0 && (
          <Menu
            label={t("common.more")}
            entries={hidden.map((tab) => ({ id: tab.id, label: tab.title, note: tab.count === undefined ? "" : formatCount(tab.count), isChecked: tab.id === selected, onAction: () => onSelect(tab.id) }))}
          >
            <Button look="ghost" size="sm" hasPopup>
              {hiddenSelected?.title ?? t("common.more")} <ChevronDown size={13} strokeWidth={2} aria-hidden />
            </Button>
          </Menu>
        )}
      </div>
      <div className={styles.tools}>
        {tools}
        {onAdd !== undefined && <Button icon={Plus} look="ghost" size="sm" label={addLabel} onPress={onAdd} />}
      </div>
    </div>
  );
}
