import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { Field } from "../../components/Field";
import { NumberField } from "../../components/NumberField";
import { Segmented } from "../../components/Segmented";
import { Skeleton } from "../../components/Skeleton";
import { TextField } from "../../components/TextField";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { Settings } from "../../ipc/types.gen";
import { BatchLimit } from "./BatchLimit";
import styles from "./Settings.module.css";

const DELAYS = ["0", "5", "10", "30", "60"] as const;
type Delay = (typeof DELAYS)[number];

/** What the workspace is called, how careful it is, and what suppliers read on their orders. */
export function WorkspaceSection(): ReactNode {
  const { data, error } = useCall("settings", {});
  if (data === undefined) return error === null ? <Skeleton /> : <p className="bad">{error.message}</p>;
  return <Form key={JSON.stringify(data)} start={data} />;
}

function Form({ start }: { start: Settings }): ReactNode {
  const [settings, setSettings] = useState(start);
  const save = useAction("settings_save", { failureTitle: t("settings.saveFailed"), onDone: () => showToast({ text: t("settings.saved") }) });
  const change = (part: Partial<Settings>): void => setSettings({ ...settings, ...part });
  const delay = DELAYS.find((each) => Number(each) === settings.outbox_delay_seconds) ?? "10";
  const isChanged = JSON.stringify(settings) !== JSON.stringify(start);
  const hasName = settings.name.trim() !== "";
  return (
    <>
      <Card>
        <div className={styles.fields}>
          <TextField label={t("welcome.data.name")} value={settings.name} onChange={(name) => change({ name })} isRequired error={hasName ? undefined : t("welcome.data.nameMissing")} />
          <NumberField label={t("welcome.data.floor")} help={t("welcome.data.floorHelp")} unit="%" min="0" max="95" value={settings.margin_floor} onChange={(floor) => change({ margin_floor: floor ?? "0" })} />
          <Fixed label={t("welcome.data.currency")} value={settings.base_currency} help={t("settings.currencyFixed")} />
          <Fixed label={t("welcome.data.zone")} value={settings.time_zone.replaceAll("_", " ")} help={t("settings.zoneFixed")} />
          <NumberField label={t("settings.lowStock")} help={t("settings.lowStockHelp")} unit={t("settings.units")} min="0" value={String(settings.low_stock ?? 0)} onChange={(units) => change({ low_stock: Math.max(0, Math.round(Number(units ?? "0"))) })} />
        </div>
      </Card>
      <Card title={t("settings.outbox")}>
        <div className={styles.stack}>
          <p className={styles.note}>{t("settings.outboxNote")}</p>
          <div>
            <Segmented<Delay> label={t("settings.outbox")} value={delay} options={DELAYS.map((seconds) => ({ value: seconds, label: seconds === "0" ? t("settings.atOnce") : t("time.seconds", { count: Number(seconds) }) }))} onChange={(seconds) => change({ outbox_delay_seconds: Number(seconds) })} />
          </div>
          <BatchLimit />
        </div>
      </Card>
      <Card title={t("settings.trading")}>
        <div className={styles.fields}>
          <TextField label={t("settings.tradingName")} value={settings.trading_name} onChange={(name) => change({ trading_name: name })} />
          <TextField label={t("settings.tradingEmail")} type="email" value={settings.trading_email} onChange={(email) => change({ trading_email: email })} />
          <div className={styles.whole}>
            <TextField label={t("settings.tradingAddress")} rows={3} value={settings.trading_address} onChange={(address) => change({ trading_address: address })} />
          </div>
        </div>
      </Card>
      <div className={styles.actions}>
        <Button look="primary" hotkey="composer.send" isPending={save.isPending} isDisabled={!isChanged || !hasName} onPress={() => save.mutate({ ...settings, name: settings.name.trim() })}>
          {t("common.save")}
        </Button>
        {isChanged && <Button onPress={() => setSettings(start)}>{t("settings.discard")}</Button>}
      </div>
    </>
  );
}

/** What cannot be changed any more, and why. */
function Fixed({ label, value, help }: { label: string; value: string; help: string }): ReactNode {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <output id={ids.id} aria-describedby={ids["aria-describedby"]} className="b5">
          {value}
        </output>
      )}
    </Field>
  );
}
