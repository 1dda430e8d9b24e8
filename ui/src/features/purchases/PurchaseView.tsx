import type { ReactNode } from "react";
import { useNow } from "../../clock";
import { Card, KeyValue } from "../../components/Card";
import { PageHeader } from "../../components/Header";
import { StatusChip } from "../../components/StatusMark";
import { Money } from "../../components/Value";
import { Button } from "../../components/Button";
import { t } from "../../i18n/text";
import type { PurchaseDetail } from "../../ipc/types.gen";
import { channelText } from "../inbox/ForwardSheet";
import { momentText } from "../orders/moments";
import { purchaseMark, purchaseWord } from "../orders/nextStep";
import { AttemptsCard } from "./AttemptsCard";
import { FollowingCard } from "./FollowingCard";
import { FindingOutCard } from "./FindingOutCard";
import { HandOverCard } from "./HandOverCard";
import { lineName } from "./lineName";
import styles from "./Purchases.module.css";
import { StandingCard } from "./StandingCard";
import { UnknownCard } from "./UnknownCard";
import { useDocument } from "./useDocument";

/** The card that says where it stands; what may be done follows from that. */
function StateCard({ detail, now, onReread }: { detail: PurchaseDetail; now: number; onReread: () => void }): ReactNode {
  switch (detail.row.state) {
    case "asking":
      return <UnknownCard detail={detail} now={now} onReread={onReread} />;
    case "unknown":
      return <FindingOutCard detail={detail} now={now} onReread={onReread} />;
    case "to_hand_over":
      return <HandOverCard detail={detail} />;
    default:
      return <StandingCard detail={detail} now={now} onReread={onReread} />;
  }
}

export function PurchaseView({ detail, onReread }: { detail: PurchaseDetail; onReread: () => void }): ReactNode {
  const now = useNow();
  const document = useDocument();
  const { row, lines, attempts } = detail;
  return (
    <>
      <PageHeader
        title={<span className="num">{row.number}</span>}
        crumbs={[{ title: t("nav.activity"), href: "/activity" }, { title: t("purchase.title"), href: "/purchases" }]}
        chip={<StatusChip mark={purchaseMark(row.state)}>{purchaseWord(row.state)}</StatusChip>}
        note={row.supplier}
        hasEdge
      />
      <div className={styles.page} data-aside data-pane-stop>
        <div className={styles.column}>
          <StateCard detail={detail} now={now} onReread={onReread} />
          <FollowingCard detail={detail} now={now} onReread={onReread} />
          <Card title={t("purchase.items")} end={<Money value={row.total} />} padding="none">
            <table className={styles.lines}>
              <thead>
                <tr>
                  <th scope="col">{t("purchase.theirSku")}</th>
                  <th scope="col">{t("purchase.item")}</th>
                  <th scope="col" data-end>{t("purchase.units")}</th>
                  <th scope="col" data-end>{t("purchase.unitCost")}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={`${line.supplier_sku} ${line.sku}`}>
                    <td className="num" data-selectable>{line.supplier_sku}</td>
                    <td>
                      {lineName(line)}
                      <div className="t3 s12">{line.sku}</div>
                    </td>
                    <td data-end>{line.units}</td>
                    <td data-end><Money value={line.unit_cost} /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
          <AttemptsCard attempts={attempts} now={now} />
        </div>
        <div className={styles.column}>
          <Card title={t("purchase.about")}>
            <KeyValue
              items={[
                { label: t("orders.order"), value: <a className="link" href={`#/orders/${row.order_id}`}>{row.order_number}</a> },
                { label: t("orders.supplier"), value: row.supplier },
                { label: t("purchase.channel"), value: channelText(row.channel, detail.destination) },
                ...(row.supplier_number === "" ? [] : [{ label: t("purchase.theirNumber"), value: <span data-selectable>{row.supplier_number}</span> }]),
                { label: t("purchase.goods"), value: <Money value={row.goods} /> },
                { label: t("purchase.shipping"), value: <Money value={row.shipping} /> },
                { label: t("purchase.fee"), value: <Money value={row.fee} /> },
                { label: t("purchase.total"), value: <b><Money value={row.total} /></b> },
                { label: t("purchase.queued"), value: momentText(row.created_at, now) },
                ...(row.placed_at === null ? [] : [{ label: t("purchase.placedAt"), value: momentText(row.placed_at, now) }]),
              ]}
            />
          </Card>
          {row.document !== "" && (
            <Card title={t("purchase.document")}>
              <div className={styles.actions}>
                <span className="t2 el">{row.document}</span>
                <Button size="sm" onPress={() => document.save(row)}>
                  {t("purchase.saveDocument")}
                </Button>
              </div>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
