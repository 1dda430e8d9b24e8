import { FlaskConical } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import styles from "./SampleBand.module.css";

/** Over every page while the data is a sample, with the way out. */
export function SampleBand({ onRemoved }: { onRemoved: () => void }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const remove = useAction("sample_remove", {
    failureTitle: t("sample.removeFailed"),
    onDone: () => {
      setAsking(false);
      onRemoved();
    },
  });
  return (
    <div className={styles.band} role="status" data-print="none">
      <FlaskConical size={14} strokeWidth={2} aria-hidden />
      <span>{t("sample.band")}</span>
      <Button size="sm" onPress={() => setAsking(true)}>
        {t("sample.own")}
      </Button>
      <Dialog
        role="alertdialog"
        title={t("sample.removeTitle")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button autoFocus onPress={() => setAsking(false)}>
              {t("common.cancel")}
            </Button>
            <Button look="destroy" isPending={remove.isPending} onPress={() => remove.mutate({})}>
              {t("sample.removeGo")}
            </Button>
          </>
        }
      >
        <p>{t("sample.removeNote")}</p>
      </Dialog>
    </div>
  );
}
