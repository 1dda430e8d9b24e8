import { useState, type ReactNode } from "react";
import { TextField } from "../../components/TextField";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { MappingShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import styles from "./Stock.module.css";

export interface PartNameProps {
  mappings: readonly MappingShape[];
  zone: string;
  /** Its present name; empty where the offers serve all of the product. */
  part: string;
}

/** The name of a part, for all offers that serve it. What was bought under the old name stays bought. */
export function PartName({ mappings, zone, part }: PartNameProps): ReactNode {
  const [name, setName] = useState(part);
  const [told, setTold] = useState(part);
  const say = useUndoToast();
  const rename = useAction("part_rename", { failureTitle: t("stock.mapFailed"), onDone: (done) => say(t("stock.partRenamed", { part: name.trim() }), done) });
  const product = mappings[0]?.product_id;
  const save = (): void => {
    const to = name.trim();
    // Leaving the field after Enter says nothing new.
    if (product === undefined || to === told) return;
    setTold(to);
    rename.mutate({ product_id: product, zone, from: part, to });
  };
  return (
    <div className={styles.part}>
      <TextField size="sm" label={t("stock.partName")} isLabelHidden={part !== ""} {...(part === "" ? { help: t("stock.splitHelp") } : {})} value={name} onChange={setName} maxLength={60} onEnter={save} onBlur={save} />
    </div>
  );
}
