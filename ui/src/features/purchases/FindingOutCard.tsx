import type { ReactNode } from "react";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { DoubtAnswers } from "./DoubtAnswers";
import { forgottenSentence, lookSentence, nextSentence, sentSentence } from "./doubtWords";
import styles from "./Purchases.module.css";

/** A purchase that may or may not have arrived, while Stockless finds out by itself: what it knows, what it does next. */
export function FindingOutCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const params = { supplier: detail.row.supplier, number: detail.row.number };
  const isBlind = detail.next?.step === "ask";
  const known = [sentSentence(detail, now), forgottenSentence(detail, now), lookSentence(detail)].filter(Boolean).join(" ");
  return (
    <section className={styles.unknown} data-look="calm" aria-labelledby="doubt-title">
      <header>
        <StatusMark mark="half" name="" size={18} />
        <div>
          <h2 id="doubt-title">{t(isBlind ? "unknown.title" : "unknown.findingOut", params)}</h2>
          {known !== "" && <p className="t2">{known}</p>}
          <p>{nextSentence(detail, now)}</p>
          <p className="t2">{t("unknown.knowIt")}</p>
        </div>
      </header>
      <DoubtAnswers detail={detail} now={now} onReread={onReread} />
    </section>
  );
}
