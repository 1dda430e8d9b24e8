import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Menu, type MenuAction, type MenuEntry } from "../../components/Menu";
import { t } from "../../i18n/text";
import type { OrderSort } from "../../ipc/types.gen";
import { setLook, useLook, type Density } from "../../look";
import { ORDER_SORTS } from "./sorts";

export interface ViewOptionsProps {
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
  columns: readonly { id: string; title: string }[];
  hidden: ReadonlySet<string>;
  onHide: (id: string, isHidden: boolean) => void;
  /** Further entries, such as removing a view. */
  more?: readonly MenuAction[];
}

const DENSITIES: readonly Density[] = ["compact", "default", "comfortable"];

/** Sort, columns and density of a list. */
export function ViewOptions({ sort, onSort, columns, hidden, onHide, more = [] }: ViewOptionsProps): ReactNode {
  const { density } = useLook();
  const entries: MenuEntry[] = [
    { id: "sort", title: t("view.sort"), entries: ORDER_SORTS.map((id) => ({ id: `sort ${id}`, label: t(`sort.${id}`), isChecked: id === sort, onAction: () => onSort(id) })) },
    { id: "columns", title: t("view.columns"), entries: columns.map(({ id, title }) => ({ id: `column ${id}`, label: title, isChecked: !hidden.has(id), onAction: () => onHide(id, !hidden.has(id)) })) },
    { id: "density", title: t("view.density"), entries: DENSITIES.map((id) => ({ id: `density ${id}`, label: t(`density.${id}`), isChecked: id === density, onAction: () => setLook({ density: id }) })) },
    ...(more.length === 0 ? [] : [{ id: "more", title: "", entries: [...more] }]),
  ];
  return (
    <Menu label={t("view.options")} entries={entries} placement="bottom end">
      <Button icon={SlidersHorizontal} look="ghost" label={t("view.options")} hasPopup />
    </Menu>
  );
}
