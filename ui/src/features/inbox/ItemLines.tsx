import { Package } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "../../components/Value";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";
import { paymentWord } from "../orders/nextStep";
import styles from "./Pane.module.css";

const SHOWN = 3;

/** What was bought, by whom, when, and what was paid. */
export function ItemLines({ detail, now }: { detail: OrderDetail; now: number }): ReactNode {
  const { row, ship_to: to } = detail;
  const [first, ...others] = row.lines;
  const place = [to.city, row.country].filter(Boolean).join(" ");
  const isForeign = row.total_base !== null && row.total_base.currency !== row.total.currency;
  return (
    <div className={styles.item}>
      <span className={styles.thumb}>
        <Package size={18} strokeWidth={1.85} aria-hidden />
      </span>
      <div className={styles.grow}>
        {[first, ...others.slice(0, SHOWN - 1)].map(
          (line) =>
            line !== undefined && (
              <div key={line.id} className="b5">
                {[line.title, line.variant].filter(Boolean).join(", ")} <span className="t3">× {line.quantity}</span>
              </div>
            ),
        )}
        {others.length >= SHOWN && <div className="t2">{t("sheet.leftMore", { count: others.length - SHOWN + 1 })}</div>}
        <div className="t3 s12">
          {[row.customer, place].filter(Boolean).join(", ")} · {momentText(row.placed_at, now)}
        </div>
      </div>
      <div className={styles.end}>
        <div className="b6">
          <Money value={row.total_base ?? row.total} original={isForeign ? row.total : null} />
        </div>
        <div className={row.payment === "paid" ? "t3 s12" : "warn s12"}>{paymentWord(row.payment)}</div>
      </div>
    </div>
  );
}
