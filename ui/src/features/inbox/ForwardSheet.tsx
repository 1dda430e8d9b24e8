import { useState, type ReactNode } from "react";
import { useNow } from "../../clock";
import { Checkbox } from "../../components/Choice";
import { ReviewSheet } from "../../components/Dialog";
import { formatDate } from "../../i18n/dates";
import { formatMoney } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { LeftOut, ReviewSupplier, Totals, Which } from "../../ipc/types.gen";
import { checkWord } from "../orders/checkWords";
import { heldSentence } from "../purchases/heldWords";
import { heldOf } from "../troubles/kinds";
import styles from "./ForwardSheet.module.css";

export interface ForwardSheetProps {
  which: Which;
  isPending: boolean;
  onForward: (withoutSuppliers: number[], confirmed: Totals | undefined) => void;
  onClose: () => void;
}

const NOT_OUT: ReadonlySet<string> = new Set();
const MOST_LEFT_OUT = 6;

/** Why a supplier cannot be served now; words of a newer core are shown as they are. */
function troubleText(trouble: string): string {
  const key = `sheet.trouble.${trouble}`;
  return isTextKey(key) ? t(key) : trouble.replaceAll("_", " ");
}

/** "e-mail to orders@example.com", "file in outbox/Kestrel", "by hand". */
export function channelText(channel: string, where: string): string {
  const key = where === "" ? `channel.${channel}.short` : `channel.${channel}`;
  return isTextKey(key) ? t(key, { where }) : [channel, where].filter(Boolean).join(" ");
}

function SupplierNote({ supplier, now }: { supplier: ReviewSupplier; now: number }): ReactNode {
  const { data: sending } = useCall("sending", {});
  const row = sending?.suppliers.find(({ supplier_id: id }) => id === supplier.supplier_id);
  const { orders, units, channel, destination, first_promise: promise, trouble } = supplier;
  return (
    <>
      {t("sheet.line", { orders: t("orders.count", { count: orders }), units: t("sheet.units", { count: units }), channel: channelText(channel, destination) })}
      {promise !== null && ` \u00b7 ${t("sheet.promise", { day: formatDate(promise, now) })}`}
      {trouble !== "" && <span className={styles.trouble}>{troubleText(trouble)}</span>}
      {row !== undefined && <span className={styles.trouble}>{heldSentence({ held: heldOf(row), supplier: row.supplier }, now)}</span>}
    </>
  );
}

function StaysHere({ leftOut }: { leftOut: readonly LeftOut[] }): ReactNode {
  if (leftOut.length === 0) return null;
  return (
    <span className={styles.stays}>
      <span className="b5">{t("sheet.leftOut", { count: leftOut.length })}</span>
      {leftOut.slice(0, MOST_LEFT_OUT).map(({ order_id: id, number, reason }) => (
        <span key={id}>
          {number} · {checkWord(reason, true)}
        </span>
      ))}
      {leftOut.length > MOST_LEFT_OUT && <span>{t("sheet.leftMore", { count: leftOut.length - MOST_LEFT_OUT })}</span>}
    </span>
  );
}

/** What forwarding would do, supplier by supplier. Enter sends it to the outbox. */
export function ForwardSheet({ which, isPending, onForward, onClose }: ForwardSheetProps): ReactNode {
  const now = useNow();
  const [out, setOut] = useState<ReadonlySet<string>>(NOT_OUT);
  const without = [...out].map(Number);
  const { data: all } = useCall("forward_review", { which }, { isFresh: true });
  const { data: rest } = useCall("forward_review", { which, without_suppliers: without }, { enabled: without.length > 0, keepPrevious: true, isFresh: true });
  const review = without.length === 0 ? all : rest;
  // What was confirmed holds for these totals and no others.
  const [confirmed, setConfirmed] = useState("");
  const totals = review === undefined ? "" : `${review.orders} ${review.to_pay.amount}`;
  const isConfirmed = review?.asks !== true || confirmed === totals;
  const stoppedKey = `sheet.stopped.${review?.stopped ?? ""}`;
  const isStopped = review !== undefined && review.stopped !== null && review.stopped !== "sample";

  return (
    <ReviewSheet
      title={t("sheet.title")}
      isOpen
      onClose={onClose}
      headings={{ title: t("sheet.supplier"), value: t("sheet.toPay") }}
      lines={(all?.suppliers ?? []).map((supplier) => ({ id: String(supplier.supplier_id), title: supplier.supplier, note: <SupplierNote supplier={supplier} now={now} />, value: formatMoney(supplier.to_pay) }))}
      leftOut={out}
      onLeaveOut={(id, isOut) => {
        const next = new Set(out);
        if (isOut) next.add(id);
        else next.delete(id);
        setOut(next);
      }}
      total={{ label: t("sheet.total"), value: formatMoney(review?.to_pay) }}
      confirm={{
        label: t("sheet.forward", { count: review?.orders ?? 0 }),
        isPending,
        isDisabled: review === undefined || review.orders === 0 || isStopped || !isConfirmed,
        onPress: () => onForward(without, review?.asks === true ? { orders: review.orders, to_pay: review.to_pay } : undefined),
      }}
      below={review !== undefined && <StaysHere leftOut={review.left_out} />}
      note={
        review !== undefined && (
          <>
            {review.asks && (
              <Checkbox isSelected={isConfirmed} onChange={(is) => setConfirmed(is ? totals : "")} note={t("sheet.asksNote")}>
                {t("sheet.asks", { count: review.orders, amount: formatMoney(review.to_pay) })}
              </Checkbox>
            )}
            {review.orders === 0 && <span className={styles.say}>{t("sheet.nothing")}</span>}
            {isTextKey(stoppedKey) && <span className={styles.say}>{t(stoppedKey)}</span>}
            {review.orders > 0 && review.stopped === null && <span className={styles.say}>{review.delay_seconds === 0 ? t("sheet.leavesNow") : t("sheet.leaves", { count: review.delay_seconds })}</span>}
          </>
        )
      }
    />
  );
}
