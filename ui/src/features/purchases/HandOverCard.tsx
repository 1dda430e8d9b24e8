import { Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { isTextKey, t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { PurchaseDetail } from "../../ipc/types.gen";
import styles from "./Purchases.module.css";

const fieldName = (name: string): string => {
  const key = `field.${name}`;
  return isTextKey(key) ? t(key) : name.replaceAll("_", " ");
};

const copy = (text: string, name: string): void => void navigator.clipboard.writeText(text).then(() => announce(t("purchase.copied", { name })));

/** What has to be typed in or handed over, ready to be copied field by field, and the word that it was done. */
export function HandOverCard({ detail }: { detail: PurchaseDetail }): ReactNode {
  const { row, fields, destination } = detail;
  const [number, setNumber] = useState("");
  const placing = useAction("purchase_placed", { failureTitle: t("purchase.notChanged") });
  const place = (): void =>
    placing.mutate({ ids: [row.id], ...(number.trim() === "" ? {} : { supplier_number: number.trim() }) }, { onSuccess: () => showToast({ text: t("purchase.placedOne", { number: row.number, supplier: row.supplier }) }) });
  return (
    <Card
      title={t("purchase.handOverTitle", { supplier: row.supplier })}
      end={
        <Button size="sm" look="ghost" icon={Copy} onPress={() => copy(fields.map(([name, value]) => `${fieldName(name)}: ${value}`).join("\n"), t("purchase.allFields"))}>
          {t("purchase.copyAll")}
        </Button>
      }
    >
      <div className={styles.stack}>
        <p className="t2">{row.channel === "file" ? t("purchase.handOverFile", { name: row.document, where: destination }) : t("purchase.handOverManual", { supplier: row.supplier })}</p>
        <dl className={styles.fields}>
          {fields.map(([name, value], index) => (
            // Several items have the same name.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={`${name} ${index}`}>
              <dt>{fieldName(name)}</dt>
              <dd>
                <span data-selectable>{value}</span>
                <Button icon={Copy} look="ghost" size="sm" label={t("purchase.copy", { name: fieldName(name) })} onPress={() => copy(value, fieldName(name))} />
              </dd>
            </div>
          ))}
        </dl>
        <div className={styles.inline}>
          <TextField label={t("unknown.theirNumber")} help={t("purchase.theirNumberLater")} value={number} onChange={setNumber} maxLength={80} onEnter={place} />
          <Button look="primary" isPending={placing.isPending} onPress={place}>
            {t("purchase.handedOver")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
