import { HardDrive } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { NumberField } from "../../components/NumberField";
import { TextField } from "../../components/TextField";
import { currencyOptions, ownZone, zoneOptions } from "../../i18n/options";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { WorkspaceSetup } from "../../ipc/types.gen";
import { isDesktop } from "../../ipc/window";
import { openAnother } from "../../shell/folders";
import type { StepProps } from "./Onboarding";
import styles from "./Onboarding.module.css";
import { StepFrame } from "./StepFrame";

/** Where the data lies, what the workspace is called and how it counts. */
export function DataStep({ workspace, onNext, onBack }: StepProps): ReactNode {
  const [setup, setSetup] = useState<WorkspaceSetup>(() => ({
    name: workspace.name,
    base_currency: workspace.base_currency === "" ? "EUR" : workspace.base_currency,
    time_zone: workspace.set_up && workspace.time_zone !== "" ? workspace.time_zone : ownZone(),
    margin_floor: "15",
  }));
  const [isChecked, setChecked] = useState(false);
  const save = useAction("workspace_setup", { failureTitle: t("welcome.data.failed"), onDone: onNext });
  const change = (part: Partial<WorkspaceSetup>): void => setSetup({ ...setup, ...part });
  const hasName = setup.name.trim() !== "";
  const go = (): void => {
    setChecked(true);
    if (hasName) save.mutate({ ...setup, name: setup.name.trim() });
  };
  return (
    <StepFrame step="data" title={t("welcome.data.title")} lead={t("welcome.data.lead")} onBack={onBack} later={t("welcome.data.later")} primary={{ label: t("common.continue"), onPress: go, isPending: save.isPending }}>
      <dl className={styles.folder}>
        <HardDrive size={20} strokeWidth={1.85} aria-hidden />
        <div>
          <dt>{t("welcome.data.folder")}</dt>
          <dd className="b5">{workspace.folder}</dd>
        </div>
        {isDesktop && (
          <Button size="sm" onPress={openAnother}>
            {t("welcome.data.otherFolder")}
          </Button>
        )}
      </dl>
      <div className={styles.fields}>
        <div className={styles.wholeLine}>
          <TextField label={t("welcome.data.name")} help={t("welcome.data.nameHelp")} value={setup.name} onChange={(name) => change({ name })} autoFocus isRequired error={isChecked && !hasName ? t("welcome.data.nameMissing") : undefined} />
        </div>
        <ComboField label={t("welcome.data.currency")} help={t("welcome.data.currencyHelp")} options={currencyOptions()} value={setup.base_currency} onChange={(code) => change({ base_currency: code })} />
        <ComboField label={t("welcome.data.zone")} help={t("welcome.data.zoneHelp")} options={zoneOptions()} value={setup.time_zone} onChange={(zone) => change({ time_zone: zone })} />
        <NumberField label={t("welcome.data.floor")} help={t("welcome.data.floorHelp")} unit="%" min="0" max="95" value={setup.margin_floor} onChange={(floor) => change({ margin_floor: floor ?? "0" })} />
      </div>
    </StepFrame>
  );
}
