import type { ReactNode } from "react";
import { DivergingBars } from "../../charts/Bars";
import { Card } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { sign } from "../../i18n/decimal";
import { formatMoney } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { Cause } from "../../ipc/types.gen";
import { shift, type Period } from "./period";

/** "More orders", "Fewer orders": the cause with its direction. */
function causeName({ cause, amount }: Cause): string {
  const key = `profit.cause.${cause}.${sign(amount.amount) < 0 ? "takes" : "adds"}`;
  return isTextKey(key) ? t(key) : cause.replaceAll("_", " ");
}

/** Why profit is another than in the period before. The causes add up to the change exactly. */
export function MovedCard({ period, shop }: { period: Period; shop: number | null }): ReactNode {
  const before = shift(period, -1);
  const { data, error } = useCall(
    "profit_moved",
    { from: period.from, to: period.to, before_from: before.from, before_to: before.to, ...(shop === null ? {} : { shop_id: shop }) },
    { keepPrevious: true },
  );
  if (data === undefined) return <Card title={t("profit.moved")}>{error === null ? <Skeleton rows={5} shapes={[30, 40, 15]} /> : <p className="t2">{error.message}</p>}</Card>;
  const direction = sign(data.change.amount);
  const causes = data.causes.filter(({ amount }) => sign(amount.amount) !== 0);
  return (
    <Card title={t("profit.moved")} end={<b className={direction < 0 ? "bad" : "good"}>{formatMoney(data.change, { signed: true })}</b>}>
      {causes.length === 0 ? (
        <p className="t2">{t("profit.movedNothing")}</p>
      ) : (
        <DivergingBars
          sentence={t("profit.movedSentence", { change: formatMoney(data.change, { signed: true }), cause: causes[0] === undefined ? "" : causeName(causes[0]) })}
          rows={causes.map((cause) => ({ id: cause.cause, label: causeName(cause), value: cause.amount }))}
          names={{ label: t("profit.cause"), value: t("profit.effect") }}
        />
      )}
    </Card>
  );
}
