import { Fragment, type ReactNode } from "react";
import { StatusMark } from "../../components/StatusMark";
import { WebLink } from "../../components/WebLink";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { DoubtAnswers } from "./DoubtAnswers";
import { forgottenSentence, lookSentence, sentSentence } from "./doubtWords";
import styles from "./Purchases.module.css";

/**
 * The question that only a person can answer. There is no default answer and no key that gives one, since a wrong one
 * either loses the order or has it delivered twice.
 */
export function UnknownCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  const { row } = detail;
  const { data } = useCall("supplier", { id: row.supplier_id });
  const contact = [data?.supplier.website, data?.supplier.email, data?.supplier.phone].filter((way): way is string => way !== undefined && way !== "");
  const params = { supplier: row.supplier, number: row.number };
  // What the supplier ended can no longer arrive twice; the note says what was seen there.
  const known = detail.ended_there ? `${row.reason} ${t("ended.note")}` : [sentSentence(detail, now), lookSentence(detail), forgottenSentence(detail, now), t("unknown.twice")].filter(Boolean).join(" ");
  return (
    <section className={styles.unknown} aria-labelledby="doubt-title">
      <header>
        <StatusMark mark="warn" name="" size={18} />
        <div>
          <h2 id="doubt-title">{t(detail.ended_there ? "ended.title" : "unknown.title", params)}</h2>
          <p className="t2">{known}</p>
          {contact.length > 0 && (
            <p className="t2" data-selectable>
              {t("unknown.where")}{" "}
              {contact.map((way, index) => (
                <Fragment key={way}>
                  {index > 0 && ", "}
                  {way.includes("@") ? way : <WebLink address={way} />}
                </Fragment>
              ))}
            </p>
          )}
        </div>
      </header>
      <DoubtAnswers detail={detail} now={now} onReread={onReread} />
    </section>
  );
}
