import { ChevronDown, ChevronRight, ChevronUp, Ellipsis } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { PageHeader } from "../../components/Header";
import { Menu } from "../../components/Menu";
import { ShopTile, toneOf } from "../../components/ShopTile";
import { StatusChip } from "../../components/StatusMark";
import { StepBar } from "../../components/StepBar";
import { useHotkey } from "../../hotkeys";
import { t } from "../../i18n/text";
import type { OrderDetail } from "../../ipc/types.gen";
import { DecisionPanel } from "../inbox/DecisionPanel";
import { NotesBlock } from "../inbox/NotesBlock";
import { TagsBlock } from "../inbox/TagsBlock";
import { momentText } from "../orders/moments";
import { nextStep } from "../orders/nextStep";
import { useNames } from "../orders/useNames";
import { boughtApart } from "../orders/parts";
import { ConflictCard } from "./ConflictCard";
import { isConflict } from "./conflict";
import { DeliverCard } from "./DeliverCard";
import { ItemsCard } from "./ItemsCard";
import styles from "./Order.module.css";
import { OrderDialogs } from "./OrderDialogs";
import { ParcelCards } from "./ParcelCards";
import { ProfitCard } from "./ProfitCard";
import { PurchasesCard } from "./PurchasesCard";
import { stepsOf } from "./steps";
import { TimelineCard } from "./TimelineCard";
import { useOrderPage } from "./useOrderPage";

/** Failed checks that are settled by choosing where the goods come from. */
const ROUTE_CHECKS = new Set(["in_stock", "ships_there", "approved", "margin", "routed"]);

export function OrderView({ detail }: { detail: OrderDetail }): ReactNode {
  const now = useNow();
  const names = useNames();
  const snoozeRef = useRef<HTMLButtonElement>(null);
  const noteRef = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const page = useOrderPage(detail, snoozeRef);
  const { row, decision } = detail;
  const step = nextStep(row, now);
  const hasRoute = boughtApart(detail.lines).some((line) => line.ships && line.forwarded < line.quantity && line.quotes.length > 0);
  const isDecidedByRoute = decision !== null && ROUTE_CHECKS.has(decision.check) && hasRoute;
  // The card with both values stands for the decision; one key must not settle it.
  const hasCard = decision !== null && !isDecidedByRoute && !isConflict(detail);
  useHotkey("queue.note", () => noteRef.current?.focus());

  return (
    <>
      <PageHeader
        title={<span className="num">{row.number}</span>}
        crumbs={[{ title: t("nav.orders"), href: "/orders" }]}
        lead={<ShopTile name={row.shop} tone={names.tiles.get(row.shop_id) ?? toneOf(row.shop)} size="md" />}
        chip={<StatusChip mark={step.mark}>{step.isRoute ? t("queue.ready") : step.text}</StatusChip>}
        note={`${row.shop} \u00b7 ${momentText(row.placed_at, now)}`}
        actions={
          <>
            <Button icon={ChevronUp} look="ghost" label={t("common.previous")} hotkey="item.previous" onPress={() => page.goBy(-1)} />
            <Button icon={ChevronDown} look="ghost" label={t("common.next")} hotkey="item.next" onPress={() => page.goBy(1)} />
            <Button ref={snoozeRef} keysOf="queue.snooze" onPress={page.snooze}>
              {row.queue === "snoozed" ? t("snooze.back") : t("bulk.snooze")}
            </Button>
            <Menu label={t("pane.more")} entries={page.menu} placement="bottom end">
              <Button icon={Ellipsis} look="ghost" label={t("pane.more")} hasPopup />
            </Menu>
          </>
        }
      />
      <StepBar label={t("order.steps")} steps={stepsOf(detail, now)} />
      <div className={styles.page} data-aside data-pane-stop>
        <div className={styles.column}>
          <ConflictCard detail={detail} now={now} onAccept={page.acceptConflict} />
          {hasCard && <DecisionPanel detail={detail} choice={page.choice} now={now} onApply={page.decide} onSnooze={page.snooze} isPending={page.actions.isForwarding} snoozeRef={snoozeRef} />}
          <ItemsCard detail={detail} currency={names.currency} now={now} isPending={page.actions.isForwarding} hasKeys={!hasCard} onRoute={page.route} onForward={page.forward} onOther={page.answer} onFind={page.find} />
          <TimelineCard rows={detail.timeline} now={now} />
          {detail.raw !== "" && (
            <details className={styles.disclosure}>
              <summary>
                <ChevronRight size={14} strokeWidth={2} aria-hidden />
                {t("order.raw", { shop: row.shop })}
              </summary>
              <div className={styles.disclosureBody}>
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls has to be reached by keys */}
                <pre className={styles.raw} tabIndex={0} aria-label={t("order.raw", { shop: row.shop })}>
                  {detail.raw}
                </pre>
              </div>
            </details>
          )}
        </div>
        <div className={styles.column}>
          <ProfitCard detail={detail} />
          <DeliverCard detail={detail} onEdit={page.editAddress} />
          <PurchasesCard purchases={detail.purchases} now={now} />
          <ParcelCards detail={detail} now={now} />
          <Card title={t("pane.notes")}>
            <div className={styles.stack}>
              {detail.customer_note !== "" && <p className="t2">{t("order.customerSays", { text: detail.customer_note })}</p>}
              <NotesBlock detail={detail} fieldRef={noteRef} />
            </div>
          </Card>
          <Card title={t("pane.tags")}>
            <TagsBlock row={row} actions={page.actions} onAdd={page.tag} />
          </Card>
        </div>
      </div>
      <OrderDialogs detail={detail} page={page} />
    </>
  );
}
