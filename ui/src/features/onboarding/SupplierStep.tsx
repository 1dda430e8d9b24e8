import { Factory, FileSpreadsheet, Clock3 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { ComboField } from "../../components/ComboField";
import { Segmented } from "../../components/Segmented";
import { SelectField } from "../../components/SelectField";
import { TextField } from "../../components/TextField";
import { currencyOptions } from "../../i18n/options";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { ImportKind, SupplierShape } from "../../ipc/types.gen";
import { ImportWizard } from "../imports/ImportWizard";
import { FIRST_CHANNELS, KINDS, newSupplier, type Channel, type Kind } from "../suppliers/newSupplier";
import type { StepProps } from "./Onboarding";
import styles from "./Onboarding.module.css";
import { OptionCards } from "./OptionCards";
import { StepFrame } from "./StepFrame";

type Way = "add" | "import" | "skip";

/** Somebody to forward to. May be left for later. */
export function SupplierStep({ workspace, onNext, onBack }: StepProps): ReactNode {
  const [way, setWay] = useState<Way>("add");
  const [isImporting, setImporting] = useState(false);
  const [supplier, setSupplier] = useState(() => newSupplier(workspace.base_currency));
  const [isChecked, setChecked] = useState(false);
  const save = useAction("supplier_save", { failureTitle: t("welcome.supplier.failed"), onDone: onNext });

  if (isImporting) return <SupplierImport onBack={() => setImporting(false)} onNext={onNext} />;
  const isFilled = supplier.name.trim() !== "" && (supplier.channel !== "email" || supplier.email.includes("@"));
  const add = (): void => {
    setChecked(true);
    if (isFilled) save.mutate({ ...supplier, name: supplier.name.trim(), email: supplier.email.trim() });
  };
  const go: Record<Way, () => void> = { add, import: () => setImporting(true), skip: onNext };
  return (
    <StepFrame
      step="supplier"
      title={t("welcome.supplier.title")}
      lead={t("welcome.supplier.lead")}
      onBack={onBack}
      primary={{ label: t(`welcome.supplier.go.${way}`), onPress: go[way], isPending: save.isPending }}
    >
      <OptionCards
        label={t("welcome.supplier.title")}
        value={way}
        onChange={setWay}
        options={[
          { value: "add", icon: Factory, title: t("welcome.supplier.add"), note: t("welcome.supplier.add.note") },
          { value: "import", icon: FileSpreadsheet, title: t("welcome.supplier.import"), note: t("welcome.supplier.import.note") },
          { value: "skip", icon: Clock3, title: t("welcome.supplier.skip"), note: t("welcome.supplier.skip.note") },
        ]}
      />
      {way === "add" && <SupplierFields supplier={supplier} onChange={setSupplier} isChecked={isChecked} />}
    </StepFrame>
  );
}

interface SupplierFieldsProps {
  supplier: SupplierShape;
  onChange: (supplier: SupplierShape) => void;
  isChecked: boolean;
}

function SupplierFields({ supplier, onChange, isChecked }: SupplierFieldsProps): ReactNode {
  const change = (part: Partial<SupplierShape>): void => onChange({ ...supplier, ...part });
  return (
    <div className={`${styles.nested} ${styles.fields}`}>
      <TextField label={t("welcome.supplier.name")} value={supplier.name} onChange={(name) => change({ name })} isRequired error={isChecked && supplier.name.trim() === "" ? t("welcome.supplier.nameMissing") : undefined} />
      <SelectField label={t("welcome.supplier.kind")} value={supplier.kind as Kind} options={KINDS.map((kind) => ({ value: kind, label: t(`supplier.kind.${kind}`) }))} onChange={(kind) => change({ kind })} />
      <ComboField label={t("welcome.supplier.currency")} value={supplier.currency} options={currencyOptions()} onChange={(currency) => change({ currency })} />
      <div>
        <p className={styles.stepNote}>{t("welcome.supplier.channel")}</p>
        <Segmented<Channel> label={t("welcome.supplier.channel")} value={supplier.channel as Channel} options={FIRST_CHANNELS.map((channel) => ({ value: channel, label: t(`supplier.channel.${channel}`) }))} onChange={(channel) => change({ channel })} />
      </div>
      {supplier.channel === "email" && (
        <TextField label={t("welcome.supplier.email")} type="email" value={supplier.email} onChange={(email) => change({ email })} isRequired error={isChecked && !supplier.email.includes("@") ? t("welcome.supplier.emailMissing") : undefined} />
      )}
    </div>
  );
}

function SupplierImport({ onBack, onNext }: { onBack: () => void; onNext: () => void }): ReactNode {
  const [kind, setKind] = useState<ImportKind>("offers");
  return (
    <StepFrame step="supplier" title={t("welcome.supplier.import")} lead={t("welcome.supplier.import.note")} onBack={onBack} isWide>
      <Segmented<ImportKind>
        label={t("welcome.what")}
        value={kind}
        onChange={setKind}
        options={[
          { value: "offers", label: t("imports.kind.offers") },
          { value: "suppliers", label: t("imports.kind.suppliers") },
        ]}
      />
      <ImportWizard kind={kind} isEmbedded next={<Button look="primary" size="lg" keysOf="decision.apply" onPress={onNext}>{t("common.continue")}</Button>} />
    </StepFrame>
  );
}
