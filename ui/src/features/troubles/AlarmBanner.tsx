import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { toMillis } from "../../i18n/dates";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { AlarmRow } from "../../ipc/types.gen";
import { clockTime } from "../purchases/doubtWords";
import { SiteButton } from "../purchases/SiteButton";
import { LetterDialog } from "./LetterDialog";
import { alarmLetter, idsOf, numberOf } from "./letters";

/** Kinds of which one asks the supplier before anything is cancelled. */
const ASKS = new Set(["missing_there", "split_there", "lines_unclear"]);

/** What does not agree, in a headline, and what to do about it. */
export function alarmWords(alarm: AlarmRow, now: number): { title: string; note: string } {
  const ids = idsOf(alarm);
  const params = { supplier: alarm.supplier, number: numberOf(alarm), ids: ids.join(", "), count: ids.length };
  const until = alarm.facts["cancel_until"] ?? "";
  const end = until === "" || (toMillis(until) ?? 0) <= now ? null : clockTime(until, now);
  const withEnd = (note: string): string => (end === null ? note : `${note} ${t("alarm.until", { time: end })}`);
  switch (alarm.kind) {
    case "twice_there":
      return { title: t("alarm.twice", params), note: end === null ? t("alarm.twiceNote") : t("alarm.twiceNoteUntil", { time: end }) };
    case "split_there":
      return { title: t("alarm.split", { ...params, words: alarm.facts["words"] ?? "" }), note: t("alarm.splitNote") };
    case "lines_unclear":
      return { title: t("alarm.lines", params), note: t("alarm.linesNote", { words: alarm.facts["words"] ?? "" }) };
    case "missing_there":
      return { title: t("alarm.missing", params), note: withEnd(t("alarm.missingNote")) };
    default:
      return alarm.purchase_id === null ? { title: t("alarm.unknown", params), note: withEnd(t("alarm.unknownNote")) } : { title: t("alarm.cancelled", params), note: withEnd(t("alarm.cancelledNote")) };
  }
}

/** One difference between a supplier's records and ours, found while something can still be done about it. */
export function AlarmBanner({ alarm }: { alarm: AlarmRow }): ReactNode {
  const navigate = useNavigate();
  const now = useNow();
  const [isWriting, setWriting] = useState(false);
  const settling = useAction("alarm_settle", { failureTitle: t("alarm.notSettled"), onDone: () => showToast({ text: t("alarm.settled") }) });
  const { title, note } = alarmWords(alarm, now);
  const purchase = alarm.purchase_id;
  return (
    <>
      <Banner
        look="bad"
        title={title}
        action={
          <>
            {purchase === null ? <SiteButton size="sm" supplierId={alarm.supplier_id} /> : <Button size="sm" onPress={() => void navigate({ to: "/purchases/$id", params: { id: String(purchase) } })}>{t("alarm.open")}</Button>}
            <Button size="sm" onPress={() => setWriting(true)}>{t(ASKS.has(alarm.kind) || purchase === null ? "alarm.draftQuestion" : "alarm.draft")}</Button>
            <Button size="sm" isPending={settling.isPending} onPress={() => settling.mutate({ id: alarm.id })}>{t("alarm.settle")}</Button>
          </>
        }
      >
        {note}
      </Banner>
      {isWriting && <LetterDialog supplierId={alarm.supplier_id} write={(sender) => alarmLetter(alarm, sender)} onClose={() => setWriting(false)} />}
    </>
  );
}
