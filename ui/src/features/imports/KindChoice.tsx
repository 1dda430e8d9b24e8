import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { t } from "../../i18n/text";
import type { ImportKind } from "../../ipc/types.gen";
import { KINDS, isImportKind } from "./kinds";
import styles from "./KindChoice.module.css";

/** What the file holds, as tiles. */
export function KindChoice({ value, onChange }: { value: ImportKind; onChange: (kind: ImportKind) => void }): ReactNode {
  return (
    <RadioGroup aria-label={t("imports.what")} value={value} onChange={(next) => isImportKind(next) && onChange(next)} className={styles.tiles ?? ""}>
      {KINDS.map(({ kind, icon: Icon }) => (
        <Radio key={kind} value={kind} className={styles.tile ?? ""}>
          <Icon size={18} strokeWidth={1.85} aria-hidden />
          <span>
            <span className="b5">{t(`imports.kind.${kind}`)}</span>
            <span className={styles.note}>{t(`imports.kind.${kind}.note`)}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
