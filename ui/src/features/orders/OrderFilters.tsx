import { ChevronDown } from "lucide-react";
import { useEffect, useState, type ReactNode, type Ref } from "react";
import { Button } from "../../components/Button";
import { FilterBar, FilterChip } from "../../components/FilterChip";
import { Menu, type MenuAction } from "../../components/Menu";
import { SearchField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { OrderFilter } from "../../ipc/types.gen";
import { checkWord } from "./checkWords";
import { countries } from "./countries";
import { filterParts, isFiltered, without } from "./filterWords";
import styles from "./OrderFilters.module.css";
import type { Names } from "./useNames";

export interface OrderFiltersProps {
  filter: OrderFilter;
  onChange: (filter: OrderFilter) => void;
  names: Names;
  now: number;
  /** Leaves out the filter by shop while the whole program is narrowed to one. */
  hasScope: boolean;
  onLeave: () => void;
  searchRef?: Ref<HTMLInputElement>;
}

const FLAGS = ["mapped", "in_stock", "address", "margin", "paid", "duplicate", "released", "approved", "ships_there", "routed", "history", "accepted", "outcome", "answered", "settled"];
const DAYS = [1, 2, 3, 7, 14, 30];
const MARGINS = ["0", "5", "10", "15", "20", "30"];
const TYPING_MS = 120;

/** Search words and one chip for each filter; what is set is a chip with a cross. */
export function OrderFilters({ filter, onChange, names, now, hasScope, onLeave, searchRef }: OrderFiltersProps): ReactNode {
  const { data: tags } = useCall("tags", {});
  const [typed, setTyped] = useState(filter.search ?? "");
  useEffect(() => setTyped(filter.search ?? ""), [filter.search]);
  useEffect(() => {
    const words = typed.trim();
    if (words === (filter.search ?? "")) return;
    const timer = setTimeout(() => onChange(words === "" ? without(filter, "search") : { ...filter, search: words }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, filter, onChange]);

  const offer = <Key extends keyof OrderFilter>(key: Key, values: readonly { value: OrderFilter[Key]; label: string }[]): MenuAction[] =>
    values.map(({ value, label }) => ({ id: String(value), label, onAction: () => onChange({ ...filter, [key]: value }) }));
  const menus: { key: keyof OrderFilter; name: string; entries: MenuAction[] }[] = [
    { key: "shop_id", name: t("filter.shop"), entries: hasScope ? [] : offer("shop_id", (names.state?.shops ?? []).flatMap(({ id, name }) => (id === null ? [] : [{ value: id, label: name }]))) },
    { key: "supplier_id", name: t("filter.supplier"), entries: offer("supplier_id", names.suppliers.map(({ id, name }) => ({ value: id, label: name }))) },
    { key: "country", name: t("filter.country"), entries: offer("country", countries().map(({ code, name }) => ({ value: code, label: name }))) },
    { key: "tag", name: t("filter.tag"), entries: offer("tag", (tags?.rows ?? []).map((tag) => ({ value: tag, label: tag }))) },
    { key: "flag", name: t("filter.flag"), entries: offer("flag", FLAGS.map((flag) => ({ value: flag, label: checkWord(flag, true) }))) },
    { key: "older_than_days", name: t("filter.age"), entries: offer("older_than_days", DAYS.map((count) => ({ value: count, label: t("filter.days", { count }) }))) },
    { key: "margin_below", name: t("filter.margin"), entries: offer("margin_below", MARGINS.map((percent) => ({ value: percent, label: t("filter.under", { percent }) }))) },
  ];
  const parts = filterParts(filter, names, now);

  return (
    <FilterBar label={t("filter.line")} end={isFiltered(filter) && <Button size="sm" look="ghost" onPress={() => onChange({})}>{t("filter.clear")}</Button>}>
      <div className={styles.search}>
        <SearchField ref={searchRef} label={t("filter.search")} value={typed} onChange={setTyped} onLeave={onLeave} />
      </div>
      {parts
        .filter(({ key }) => !(hasScope && key === "shop_id"))
        .map(({ key, label }) => (
          <FilterChip key={key} isOn onChange={() => onChange(without(filter, key))} onRemove={() => onChange(without(filter, key))}>
            {label}
          </FilterChip>
        ))}
      {menus
        .filter(({ key, entries }) => entries.length > 0 && !parts.some((part) => part.key === key))
        .map(({ key, name, entries }) => (
          <Menu key={key} label={name} entries={entries}>
            <Button size="sm" look="ghost" hasPopup>
              {name} <ChevronDown size={13} strokeWidth={2} aria-hidden />
            </Button>
          </Menu>
        ))}
    </FilterBar>
  );
}
