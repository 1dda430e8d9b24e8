import { ArchiveRestore, FileSpreadsheet, FlaskConical, SquareDashed } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { PathField } from "../../components/PathField";
import { ProgressBar } from "../../components/ProgressBar";
import { ShopTile } from "../../components/ShopTile";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useProgress } from "../../ipc/events";
import { pickFiles, type Picked } from "../../ipc/host";
import { useAction } from "../../ipc/queries";
import { ImportWizard } from "../imports/ImportWizard";
import type { StepProps } from "./Onboarding";
import styles from "./Onboarding.module.css";
import { OptionCards } from "./OptionCards";
import { StepFrame } from "./StepFrame";

type Start = "sample" | "import" | "restore" | "empty";

const SAMPLE_SHOPS = [
  ["Maple & Moss", 1],
  ["Trailkin", 2],
  ["Pawberry", 3],
] as const;

async function pickBackup(): Promise<Picked<string>> {
  const { value, hasDialog } = await pickFiles(t("welcome.restore.choose"));
  return { value: value?.[0] ?? null, hasDialog };
}

/** Sample data, a file, a backup, or nothing at all. */
export function OrdersStep({ onNext, onBack, onFinish }: StepProps): ReactNode {
  const [start, setStart] = useState<Start>("sample");
  const [isImporting, setImporting] = useState(false);
  const [backup, setBackup] = useState("");
  const [job] = useState(() => `sample-${crypto.randomUUID()}`);
  const progress = useProgress().get(job);
  const sample = useAction("sample_create", { failureTitle: t("welcome.sample.failed"), onDone: onFinish });
  const restore = useAction("restore", {
    failureTitle: t("welcome.restore.failed"),
    onDone: ({ to_look_at: count }) => {
      showToast(count > 0 ? { mark: "warn", text: t("welcome.restore.look", { count }), seconds: 20 } : { text: t("welcome.restore.done") });
      onFinish();
    },
  });

  if (isImporting) {
    return (
      <StepFrame step="orders" title={t("welcome.import.title")} lead={t("welcome.import.lead")} onBack={() => setImporting(false)} isWide>
        <ImportWizard kind="orders" isEmbedded next={<Button look="primary" size="lg" keysOf="decision.apply" onPress={onNext}>{t("common.continue")}</Button>} />
      </StepFrame>
    );
  }
  const go: Record<Start, () => void> = {
    sample: () => sample.mutate({ job }),
    import: () => setImporting(true),
    restore: () => restore.mutate({ path: backup.trim() }),
    empty: onNext,
  };
  const primary = {
    label: t(`welcome.${start}.go`),
    onPress: go[start],
    isPending: sample.isPending || restore.isPending,
    isDisabled: start === "restore" && backup.trim() === "",
  };
  return (
    <StepFrame step="orders" title={t("welcome.orders.title")} lead={t("welcome.orders.lead")} onBack={sample.isPending ? null : onBack} primary={primary}>
      {sample.isPending ? (
        <ProgressBar label={t("welcome.sample.making")} done={progress?.done ?? 0} total={progress?.total ?? null} />
      ) : (
        <OptionCards
          label={t("welcome.orders.title")}
          value={start}
          onChange={setStart}
          options={[
            { value: "sample", icon: FlaskConical, title: t("welcome.sample"), tag: t("welcome.sample.tag"), note: t("welcome.sample.note"), ...(start === "sample" ? { more: <SampleShops /> } : {}) },
            { value: "import", icon: FileSpreadsheet, title: t("welcome.import"), note: t("welcome.import.note") },
            { value: "restore", icon: ArchiveRestore, title: t("welcome.restore"), note: t("welcome.restore.note") },
            { value: "empty", icon: SquareDashed, title: t("welcome.empty"), note: t("welcome.empty.note") },
          ]}
        />
      )}
      {start === "restore" && (
        <div className={styles.nested}>
          <PathField label={t("welcome.restore.file")} value={backup} onChange={setBackup} pick={pickBackup} />
        </div>
      )}
    </StepFrame>
  );
}

function SampleShops(): ReactNode {
  return (
    <>
      {SAMPLE_SHOPS.map(([name, tone]) => (
        <span key={name}>
          <ShopTile name={name} tone={tone} isDecorative />
          {name}
        </span>
      ))}
      <span>{t("welcome.sample.count")}</span>
    </>
  );
}
