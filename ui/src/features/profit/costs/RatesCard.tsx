import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, LinkButton } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { ComboField } from "../../../components/ComboField";
import { NumberField } from "../../../components/NumberField";
import { SideSheet } from "../../../components/SideSheet";
import { TextField } from "../../../components/TextField";
import { formatDate } from "../../../i18n/dates";
import { sign } from "../../../i18n/decimal";
import { formatNumber } from "../../../i18n/format";
import { currencyOptions } from "../../../i18n/options";
import { t } from "../../../i18n/text";
import { useAction, useCall } from "../../../ipc/queries";
import type { RateShape } from "../../../ipc/types.gen";
import { useUndoToast } from "../../../undo";
import type { CostsProps } from "./CostsTab";
import styles from "./Costs.module.css";

const SHOWN = 20;

/** Exchange rates by day. The rate of an amount's own day holds, or the last one before it. */
export function RatesCard({ workspace, today }: CostsProps): ReactNode {
  const { data } = useCall("rates", { limit: SHOWN });
  const [isOpen, setOpen] = useState(false);
  const rows = data?.rows ?? [];
  return (
    <Card
      title={t("costs.rates")}
      padding="none"
      end={
        <>
          <LinkButton size="sm" href="/imports/rates">{t("costs.importRates")}</LinkButton>
          <Button size="sm" icon={Plus} onPress={() => setOpen(true)}>{t("costs.rateAdd")}</Button>
        </>
      }
    >
      {rows.length === 0 ? (
        <p className={styles.none}>{t("costs.ratesNone", { currency: workspace.base_currency })}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("profit.day")}</th>
                <th scope="col">{t("costs.pair")}</th>
                <th scope="col" data-end>{t("costs.rate")}</th>
                <th scope="col">{t("costs.source")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.day} ${row.base} ${row.quote}`}>
                  <th scope="row">{formatDate(row.day, 0)}</th>
                  <td>{t("costs.pairOf", { base: row.base, quote: row.quote })}</td>
                  <td data-end>{formatNumber(row.value, { places: row.value.split(".")[1]?.length ?? 0 })}</td>
                  <td className="t3">{row.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {data !== undefined && data.total > rows.length && <p className={styles.none}>{t("costs.ratesMore", { count: data.total })}</p>}
        </div>
      )}
      {isOpen && <RateSheet today={today} base={workspace.base_currency} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function RateSheet({ today, base, onClose }: { today: string; base: string; onClose: () => void }): ReactNode {
  const [rate, setRate] = useState<RateShape>({ day: today, base: base === "USD" ? "EUR" : "USD", quote: base, value: "", source: "" });
  const [isChecked, setChecked] = useState(false);
  const say = useUndoToast();
  const save = useAction("rate_save", {
    failureTitle: t("costs.saveFailed"),
    onDone: (done, { base: of, quote }) => {
      say(t("costs.savedOf", { name: t("costs.pairOf", { base: of, quote }) }), done);
      onClose();
    },
  });
  const change = (part: Partial<RateShape>): void => setRate({ ...rate, ...part });
  const hasValue = rate.value !== "" && sign(rate.value) > 0;
  const go = (): void => {
    setChecked(true);
    if (hasValue) save.mutate(rate);
  };
  return (
    <SideSheet
      isOpen
      title={t("costs.rateAdd")}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" hotkey="composer.send" isPending={save.isPending} onPress={go}>{t("common.save")}</Button>
        </>
      }
    >
      <TextField type="date" label={t("profit.day")} value={rate.day} onChange={(day) => change({ day })} />
      <div className={styles.fields}>
        <ComboField label={t("costs.one")} options={currencyOptions()} value={rate.base} onChange={(code) => change({ base: code })} />
        <ComboField label={t("costs.inUnits")} options={currencyOptions()} value={rate.quote} onChange={(code) => change({ quote: code })} />
      </div>
      <NumberField label={t("costs.rateOf", { base: rate.base, quote: rate.quote })} step="0.001" value={rate.value === "" ? null : rate.value} isRequired error={isChecked && !hasValue ? t("costs.rateMissing") : undefined} onChange={(value) => change({ value: value ?? "" })} />
    </SideSheet>
  );
}
