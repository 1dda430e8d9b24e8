import { ChevronDown, ChevronUp, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { NumberField } from "../../components/NumberField";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { MappingShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { zoneName } from "../suppliers/words";
import { PartName } from "./PartName";
import { partsIn } from "./parts";
import styles from "./Stock.module.css";

/** The offers of a product by destination and part, the first choice first. */
export function MappingRows({ mappings }: { mappings: readonly MappingShape[] }): ReactNode {
  const zones = [...new Set(mappings.map(({ zone }) => zone))];
  return zones.map((zone) => (
    <div key={zone} className={styles.zone}>
      <h4 className={styles.zoneName}>{zoneName(zone)}</h4>
      {partsIn(mappings, zone).map((part) => (
        <div key={part}>
          {part !== "" && <PartName mappings={mappings} zone={zone} part={part} />}
          <ol className={styles.rows}>
            {mappings
              .filter((mapping) => mapping.zone === zone && mapping.part === part)
              .sort((a, b) => a.rank - b.rank)
              .map((mapping, index, all) => (
                <MappingLine key={mapping.id} mapping={mapping} place={index + 1} above={all[index - 1]} below={all[index + 1]} />
              ))}
          </ol>
        </div>
      ))}
    </div>
  ));
}

interface MappingLineProps {
  mapping: MappingShape;
  place: number;
  above: MappingShape | undefined;
  below: MappingShape | undefined;
}

function MappingLine({ mapping, place, above, below }: MappingLineProps): ReactNode {
  const say = useUndoToast();
  const save = useAction("mapping_save", { failureTitle: t("stock.mapFailed") });
  const remove = useAction("mapping_remove", { failureTitle: t("stock.removeFailed"), onDone: (done) => say(t("stock.removed", { offer: mapping.supplier_sku }), done) });
  // What is saved at a place moves those from there on one further, so the lower of the two always takes the upper place.
  const swap = (upper: MappingShape | undefined, lower: MappingShape | undefined): void => {
    if (upper !== undefined && lower !== undefined) save.mutate({ ...lower, rank: upper.rank });
  };
  const name = `${mapping.supplier} ${mapping.supplier_sku}`;
  return (
    <li className={styles.row}>
      <span className={styles.rank}>{place}</span>
      <span className={styles.two}>
        <span className="b5 el">{mapping.supplier}</span>
        <span className={`${styles.sku} el`}>{mapping.supplier_sku}</span>
      </span>
      <span className={styles.factor}>
        <NumberField size="sm" label={t("stock.factorOf", { offer: name })} isLabelHidden unit="×" min="1" value={String(mapping.factor)} onChange={(next) => save.mutate({ ...mapping, factor: Math.max(1, Math.round(Number(next ?? "1"))) })} />
      </span>
      <Button icon={ChevronUp} look="ghost" size="sm" label={t("stock.earlier", { offer: name })} isDisabled={above === undefined} onPress={() => swap(above, mapping)} />
      <Button icon={ChevronDown} look="ghost" size="sm" label={t("stock.later", { offer: name })} isDisabled={below === undefined} onPress={() => swap(mapping, below)} />
      <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name })} onPress={() => mapping.id !== null && remove.mutate({ id: mapping.id })} />
    </li>
  );
}
