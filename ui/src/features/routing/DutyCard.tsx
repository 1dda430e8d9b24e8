import { Pencil, Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { SideSheet } from "../../components/SideSheet";
import { TextField } from "../../components/TextField";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { DutyRuleShape } from "../../ipc/types.gen";
import { useUndoToast } from "../../undo";
import { validText } from "../profit/costs/validText";
import { zoneOptions } from "../suppliers/ShippingEditor";
import styles from "./Routing.module.css";
import { placeName } from "./routingWords";

const dutyName = ({ origin, destination }: DutyRuleShape): string => t("duty.of", { origin: placeName(origin), destination: placeName(destination) });

/** What borders are likely to ask for: the merchant's own figures, dated and with their source. */
export function DutyCard(): ReactNode {
  const { data } = useCall("duty_rules", {});
  const [edited, setEdited] = useState<DutyRuleShape | null>(null);
  const say = useUndoToast();
  const remove = useAction("duty_rule_remove", { failureTitle: t("duty.removeFailed") });
  const rows = data?.rows ?? [];
  const blank: DutyRuleShape = { id: null, origin: "CN", destination: "EU", percent: "0", from: "", to: "", source: "" };
  return (
    <Card title={t("duty.title")} padding="none" end={<Button size="sm" icon={Plus} onPress={() => setEdited(blank)}>{t("duty.add")}</Button>}>
      <p className={styles.cardNote}>{t("duty.note")}</p>
      {rows.length === 0 && <p className={styles.cardNote}>{t("duty.none")}</p>}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <span className={styles.grow}>
              <span className="b5">{dutyName(row)}</span>
              <small>{[validText(row.from, row.to), row.source].filter(Boolean).join(" \u00b7 ")}</small>
            </span>
            <span className="num">{formatNumber(row.percent)}%</span>
            <span className={styles.tools}>
              <Button icon={Pencil} look="ghost" size="sm" label={t("costs.editOf", { name: dutyName(row) })} onPress={() => setEdited(row)} />
              <Button icon={X} look="ghost" size="sm" label={t("common.remove", { name: dutyName(row) })} onPress={() => row.id !== null && remove.mutate({ id: row.id }, { onSuccess: (done) => say(t("duty.removed", { name: dutyName(row) }), done) })} />
            </span>
          </li>
        ))}
      </ul>
      {edited !== null && <DutySheet start={edited} onClose={() => setEdited(null)} />}
    </Card>
  );
}

function DutySheet({ start, onClose }: { start: DutyRuleShape; onClose: () => void }): ReactNode {
  const [duty, setDuty] = useState(start);
  const say = useUndoToast();
  const save = useAction("duty_rule_save", {
    failureTitle: t("duty.saveFailed"),
    onDone: (done) => {
      say(t("duty.saved"), done);
      onClose();
    },
  });
  const change = (part: Partial<DutyRuleShape>): void => setDuty({ ...duty, ...part });
  return (
    <SideSheet
      isOpen
      title={t(start.id === null ? "duty.add" : "duty.edit")}
      note={t("duty.note")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={() => save.mutate(duty)}>{t("common.save")}</Button>
        </>
      }
    >
      <div className={styles.fields}>
        <ComboField label={t("duty.origin")} options={zoneOptions()} value={duty.origin} onChange={(origin) => change({ origin })} />
        <ComboField label={t("duty.destination")} options={zoneOptions()} value={duty.destination} onChange={(destination) => change({ destination })} />
        <NumberField label={t("duty.percent")} unit="%" min="0" max="1000" step="0.5" value={duty.percent} onChange={(percent) => change({ percent: percent ?? "0" })} />
        <span />
        <TextField type="date" label={t("costs.firstDay")} value={duty.from ?? ""} onChange={(from) => change({ from })} />
        <TextField type="date" label={t("costs.lastDay")} help={t("costs.lastDayHelp")} value={duty.to ?? ""} onChange={(to) => change({ to })} />
        <div className={styles.whole}>
          <TextField label={t("duty.source")} help={t("duty.sourceHelp")} value={duty.source ?? ""} onChange={(source) => change({ source })} />
        </div>
      </div>
    </SideSheet>
  );
}
