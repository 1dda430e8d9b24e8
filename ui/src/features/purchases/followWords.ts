import { isTextKey, t } from "../../i18n/text";
import { formatMoney } from "../../i18n/format";
import { formatDate } from "../../i18n/dates";
import type { FollowingShape, PurchaseDetail } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";

/** What a purchase needs, in a few words. */
export const needWord = (need: string): string => {
  const key = `follow.need.${need}`;
  return isTextKey(key) ? t(key) : need;
};

/** Where the confirmation stands, in a sentence or two. */
export function confirmationSentence(following: FollowingShape, now: number): string {
  const { confirmed_at: at, confirmed_by: by, chase_at: chase, chased, chased_at: chasedAt, ship_on: day } = following;
  if (at !== null) {
    const key = `follow.confirmed.${by ?? "hand"}`;
    const said = isTextKey(key) ? t(key, { when: momentText(at, now) }) : "";
    return [said, day === null ? "" : t("follow.shipsOn", { day: formatDate(day, now) })].filter(Boolean).join(" ");
  }
  if (chase === null) return t("follow.noneExpected");
  const asked = chased === 0 || chasedAt === null ? "" : t("follow.chased", { count: chased, when: momentText(chasedAt, now) });
  const isOver = Date.parse(chase) <= now;
  return [t(isOver ? "follow.overdue" : "follow.waits", { when: momentText(chase, now) }), asked].filter(Boolean).join(" ");
}

/** Where the payment stands; empty where it is not watched. A lapse is never claimed, since only the supplier knows. */
export function paymentSentence({ row, following }: PurchaseDetail, now: number): string {
  if (following === null) return "";
  if (following.paid_on !== null) return t("follow.paid", { amount: following.paid === null ? "" : formatMoney(following.paid), day: formatDate(following.paid_on, now) });
  if (following.pay_due === null) return "";
  const params = { when: momentText(following.pay_due, now), supplier: row.supplier };
  if (Date.parse(following.pay_due) > now) return t(following.lapses ? "follow.payLapses" : "follow.payUntil", params);
  return t(following.lapses ? "follow.mayHaveLapsed" : "follow.payOver", params);
}
