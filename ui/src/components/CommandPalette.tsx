import { Search, type LucideIcon } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Dialog as AriaDialog, Modal, ModalOverlay } from "react-aria-components";
import { hotkey, useHotkeys, type Hotkey } from "../hotkeys";
import { HOTKEY_IDS, type HotkeyGroup, type HotkeyId } from "../hotkeys.table";
import { t } from "../i18n/text";
import { isRecord, readPref, writePref } from "../prefs";
import styles from "./CommandPalette.module.css";
import { Layer } from "./Dialog";
import { fit } from "./fuzzy";
import { KeyCap } from "./KeyCap";

export interface PaletteItem {
  id: string;
  title: string;
  note?: string;
  icon?: LucideIcon;
  /** The heading it stands under: "Suppliers". */
  group: string;
  keysOf?: HotkeyId;
  onRun: () => void;
  /** What Tab offers for it. */
  actions?: readonly PaletteItem[];
}

/** "#" orders, "@" customers, ">" commands, "/" settings, nothing for all. */
export type PaletteKind = "" | "#" | "@" | ">" | "/";

export interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  /** The screen it was opened on, shown at the right. */
  place?: string;
  /** Places and settings that are always offered. */
  items?: readonly PaletteItem[];
  /** Looks things up in the core. Ranked by the core, shown below commands. */
  search?: (query: string, kind: PaletteKind) => Promise<readonly PaletteItem[]>;
}

const USE_PREF = "paletteUse";
const isUse = (value: unknown): value is Record<string, number> => isRecord(value) && Object.values(value).every((count) => typeof count === "number");
const NEVER: Record<string, number> = {};
const SEARCH_AFTER_MS = 60;
const MOST = 60;
/** What can be done with the row under focus stands first, what works everywhere last. */
const GROUPS: readonly HotkeyGroup[] = ["queue", "suppliers", "stock", "profit", "list", "go", "app"];
const placeOfGroup = (id: HotkeyId): number => GROUPS.indexOf(hotkey(id).group);
const HIDDEN = new Set<HotkeyId>(["app.palette", "app.close", "list.next", "list.previous", "list.extendNext", "list.extendPrevious", "list.pageDown", "list.pageUp", "list.first", "list.last", "item.next", "item.previous"]);

/** One list for things and commands. Empty it shows what can be done here, then what was used last. */
export function CommandPalette(props: CommandPaletteProps): ReactNode {
  return (
    <ModalOverlay isOpen={props.isOpen} onOpenChange={(open) => !open && props.onClose()} isDismissable className={styles.overlay ?? ""}>
      <Modal className={styles.modal ?? ""}>
        <AriaDialog aria-label={t("palette.title")} className={styles.dialog ?? ""}>
          <PaletteContent {...props} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteContent(props: CommandPaletteProps): ReactNode {
  // Commands are those of the page below, so they are read before this layer silences it.
  const bindings = useHotkeys();
  const [commands] = useState(() =>
    bindings
      .toSorted((a, b) => placeOfGroup(a.id) - placeOfGroup(b.id) || HOTKEY_IDS.indexOf(a.id) - HOTKEY_IDS.indexOf(b.id))
      .filter(({ id }, index, all) => !HIDDEN.has(id) && all.findIndex((each) => each.id === id) === index)
      .map((binding): PaletteItem => commandItem(hotkey(binding.id), binding.label, binding.run)),
  );
  return (
    <Layer>
      <PaletteList {...props} commands={commands} />
    </Layer>
  );
}

function commandItem(command: Hotkey, label: string | undefined, run: () => void): PaletteItem {
  const isPlace = command.group === "go";
  return { id: `command ${command.id}`, title: label ?? command.name, group: t(isPlace ? "palette.go" : "palette.commands"), keysOf: command.id, onRun: run };
}

function rank(items: readonly PaletteItem[], query: string, use: Record<string, number>): PaletteItem[] {
  return items
    .map((item) => ({ item, score: Math.max(fit(query, item.title), 0.7 * fit(query, `${item.title} ${item.note ?? ""}`)) }))
    .filter(({ score }) => score > 0)
    .map(({ item, score }) => ({ item, score: score + Math.min(1, (use[item.id] ?? 0) / 10) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function PaletteList({ onClose, place, items = [], search, commands }: CommandPaletteProps & { commands: readonly PaletteItem[] }): ReactNode {
  const id = useId();
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly PaletteItem[]>([]);
  const [active, setActive] = useState(0);
  const [within, setWithin] = useState<PaletteItem | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const kind = (/^[#@>/]/.exec(text)?.[0] ?? "") as PaletteKind;
  const query = text.slice(kind.length).trim();
  const use = readPref(USE_PREF, NEVER, isUse);

  useEffect(() => {
    if (search === undefined || kind === ">" || (query === "" && kind === "")) {
      setFound([]);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      search(query, kind).then(
        (answer) => isCurrent && setFound(answer),
        () => isCurrent && setFound([]),
      );
    }, SEARCH_AFTER_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [search, query, kind]);

  const shown = useMemo(() => {
    if (within !== null) return rank(within.actions ?? [], query, use).slice(0, MOST);
    const offered = kind === "#" || kind === "@" ? [] : kind === ">" ? commands : [...commands, ...items];
    const ranked = [...rank(offered, query, use), ...found].slice(0, MOST);
    // Things of one kind stand together, kinds in the order of their best.
    const groups = [...new Set(ranked.map(({ group }) => group))];
    return groups.flatMap((group) => ranked.filter((item) => item.group === group));
  }, [within, kind, query, commands, items, found, use]);

  const at = Math.min(active, Math.max(0, shown.length - 1));
  const current = shown[at];
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, shown]);

  const run = (item: PaletteItem): void => {
    writePref(USE_PREF, { ...use, [item.id]: (use[item.id] ?? 0) + 1 });
    onClose();
    // The page gets its keys and its focus back before the command runs.
    setTimeout(item.onRun);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) setActive(shown.length === 0 ? 0 : Math.abs(step) === 1 ? (at + step + shown.length) % shown.length : Math.max(0, Math.min(shown.length - 1, at + step)));
    else if (event.key === "Enter" && current !== undefined && !event.nativeEvent.isComposing) run(current);
    else if (event.key === "Tab" && !event.shiftKey && current?.actions !== undefined) {
      setWithin(current);
      setText("");
      setActive(0);
    } else if (event.key === "Backspace" && text === "" && within !== null) setWithin(null);
    else if (event.key !== "Tab") return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.input}>
        <Search size={16} strokeWidth={1.85} aria-hidden />
        {within !== null && <span className={styles.place}>{within.title}</span>}
        <input
          // The palette is opened to be typed into.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={current === undefined ? undefined : `${id}${current.id}`}
          aria-autocomplete="list"
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {place !== undefined && <span className={styles.place}>{place}</span>}
      </div>
      <div ref={list} id={`${id}list`} role="listbox" aria-label={t("palette.results", { count: shown.length })} className={styles.list}>
        {shown.map((item, index) => (
          <div key={item.id} role="presentation">
            {item.group !== shown[index - 1]?.group && <div className={styles.group}>{item.group}</div>}
            <PaletteRow id={`${id}${item.id}`} item={item} isActive={index === at} onPoint={() => setActive(index)} onRun={() => run(item)} />
          </div>
        ))}
        {shown.length === 0 && <p className={styles.none}>{t("palette.none", { query })}</p>}
      </div>
      <footer className={styles.foot}>
        <span>
          <KeyCap keys="up" />
          <KeyCap keys="down" /> {t("palette.move")}
        </span>
        <span>
          <KeyCap keys="enter" /> {t("palette.run")}
        </span>
        <span>
          <KeyCap keys="tab" /> {t("palette.actions")}
        </span>
        <span className={styles.prefixes}>
          # {t("palette.order")} &ensp; @ {t("palette.customer")} &ensp; &gt; {t("palette.command")}
        </span>
      </footer>
    </>
  );
}

interface PaletteRowProps {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function PaletteRow({ id, item, isActive, onPoint, onRun }: PaletteRowProps): ReactNode {
  const { icon: Icon } = item;
  return (
    // Keys are heard by the field above, which names this row as its active one.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" tabIndex={-1} aria-selected={isActive} className={styles.row} onMouseMove={onPoint} onClick={onRun}>
      <span className={styles.icon}>{Icon !== undefined && <Icon size={16} strokeWidth={1.85} aria-hidden />}</span>
      <span className={styles.title}>{item.title}</span>
      {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
      <span className={styles.keys}>{item.keysOf !== undefined ? <KeyCap of={item.keysOf} /> : isActive && <KeyCap keys="enter" />}</span>
    </div>
  );
}
