import { useNavigate } from "@tanstack/react-router";
import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { SendingRow } from "../../ipc/types.gen";
import { clockTime } from "../purchases/doubtWords";
import { kindOf } from "./kinds";

const waiting = ({ waiting: count }: SendingRow): string => (count === 0 ? t("trouble.noneWaits") : t("trouble.waits", { count }));

/** A supplier to which nothing new leaves now: why, what waits, and what lets it go on. */
export function SupplierBanner({ row }: { row: SendingRow }): ReactNode {
  const navigate = useNavigate();
  const now = useNow();
  const going = useAction("supplier_go_on", { failureTitle: t("trouble.notGone"), onDone: () => showToast({ text: t("trouble.gone", { supplier: row.supplier }) }) });
  const { supplier } = row;
  const kind = kindOf(row);
  if (kind === "limited") {
    return (
      <Banner icon={<Clock size={16} strokeWidth={1.85} aria-hidden />} title={t("trouble.limited", { supplier, time: clockTime(row.limited_until ?? now, now) })}>
        {waiting(row)}
      </Banner>
    );
  }
  const goOn = (
    <Button size="sm" isPending={going.isPending} onPress={() => going.mutate({ id: row.supplier_id })}>
      {t("trouble.goOn")}
    </Button>
  );
  if (kind === "signed_out") {
    return (
      <Banner
        look="bad"
        title={t("trouble.signedOut", { supplier, time: clockTime(row.signed_out_since ?? now, now) })}
        action={
          <>
            {goOn}
            <Button size="sm" onPress={() => void navigate({ to: "/suppliers/$id", params: { id: String(row.supplier_id) }, search: { edit: true } })}>
              {t("trouble.signIn")}
            </Button>
          </>
        }
      >
        {waiting(row)}
      </Banner>
    );
  }
  return (
    <Banner
      look="bad"
      title={t("trouble.stopped", { supplier, count: Math.max(row.unknown_run, 2) })}
      action={
        <>
          <Button size="sm" onPress={() => void navigate({ to: "/purchases", search: { state: "in_doubt" } })}>{t("trouble.look")}</Button>
          {goOn}
        </>
      }
    >
      {waiting(row)} {t("trouble.stoppedNote")}
    </Banner>
  );
}
