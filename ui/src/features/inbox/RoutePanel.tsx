import type { ReactNode, RefObject } from "react";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { OrderDetail, QuoteShape } from "../../ipc/types.gen";
import { boughtApart, partKey, type PartLine } from "../orders/parts";
import { quoteNote } from "./decisionWords";
import styles from "./Pane.module.css";

export interface RoutePanelProps {
  detail: OrderDetail;
  onForward: () => void;
  onSnooze: () => void;
  onChange: (line: PartLine) => void;
  isPending: boolean;
  snoozeRef: RefObject<HTMLButtonElement | null>;
}

const routes = ({ lines }: OrderDetail): { line: PartLine; quote: QuoteShape }[] =>
  boughtApart(lines).flatMap((line) => line.quotes.filter(({ chosen }) => chosen).map((quote) => ({ line, quote })));

/** Where a ready order goes, item by item, and the button that sends it there. */
export function RoutePanel({ detail, onForward, onSnooze, onChange, isPending, snoozeRef }: RoutePanelProps): ReactNode {
  const found = routes(detail);
  const suppliers = new Set(found.map(({ quote }) => quote.supplier));
  const [only] = suppliers;
  const label = suppliers.size === 1 && only !== undefined ? t("route.forward", { supplier: only }) : t("route.forwardMany", { count: suppliers.size });
  return (
    <section className={styles.card} aria-label={t("route.title")}>
      <header className={styles.cardHead}>
        <StatusMark mark="ready" name="" size={16} />
        <h2>{t("queue.ready")}</h2>
      </header>
      <ul className={styles.routes}>
        {found.map(({ line, quote }) => (
          <li key={partKey(line)}>
            <div className={styles.grow}>
              <div className="b5 el">{quote.supplier}</div>
              <div className="t2 s12 el">{found.length > 1 ? `${line.title} \u00b7 ${quoteNote(quote)}` : quoteNote(quote)}</div>
            </div>
            <Button size="sm" look="ghost" onPress={() => onChange(line)} {...(found.length === 1 ? { keysOf: "queue.supplier" as const } : {})}>
              {t("route.change")}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.cardActions}>
        <Button look="primary" isWide hotkey="queue.forward" isPending={isPending} onPress={onForward}>
          {label}
        </Button>
        <Button ref={snoozeRef} keysOf="queue.snooze" onPress={onSnooze}>
          {t("bulk.snooze")}
        </Button>
      </div>
    </section>
  );
}
