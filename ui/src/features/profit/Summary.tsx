import { ChartNoAxesCombined } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button, LinkButton } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { Skeleton } from "../../components/Skeleton";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ProfitBy } from "../../ipc/types.gen";
import { Breakdown } from "./Breakdown";
import { EntriesSheet, type Opened } from "./EntriesSheet";
import { amountOf } from "./figures";
import { Metrics } from "./Metrics";
import { MonthsCard } from "./MonthsCard";
import { MovedCard } from "./MovedCard";
import { periodOf, type Period } from "./period";
import { periodName } from "./periodWords";
import styles from "./ProfitPage.module.css";
import { RulesNote } from "./RulesNote";
import { Statement } from "./Statement";
import { useReport } from "./useReport";

export interface SummaryProps {
  period: Period;
  today: string;
  shop: number | null;
  by: ProfitBy;
  onBy: (by: ProfitBy) => void;
  onPeriod: (period: Period) => void;
}

/** One page from sales to what is left; every figure opens the entries it is made of. */
export function Summary({ period, today, shop, by, onBy, onPeriod }: SummaryProps): ReactNode {
  const { now, before, months, error, retry } = useReport(period, by, shop);
  const [opened, setOpened] = useState<Opened | null>(null);
  if (now === undefined) return error === null ? <Waiting /> : <Failed error={error} onRetry={retry} />;
  const { total, basis } = now;
  const isEmpty = total.orders === 0 && total.steps.every(({ amount }) => Number(amount.amount) === 0);
  const entriesOf = { from: period.from, to: period.to, ...(shop === null ? {} : { shop_id: shop }) };
  return (
    <>
      {error !== null && <Failed error={error} onRetry={retry} />}
      {basis.without_rate.length > 0 && (
        <Banner
          title={t("profit.withoutRate", { list: basis.without_rate.map(([currency, count]) => t("profit.withoutRateEntry", { currency, count: formatNumber(count) })).join(", ") })}
          action={<LinkButton size="sm" href="/profit/costs">{t("profit.addRate")}</LinkButton>}
        >
          {t("profit.withoutRateNote")}
        </Banner>
      )}
      {isEmpty ? (
        <EmptyState icon={ChartNoAxesCombined} title={t("profit.noneIn", { period: periodName(period) })} actions={<Ways period={period} onPeriod={onPeriod} />}>
          {t("profit.emptyNote")}
        </EmptyState>
      ) : (
        <>
          <Metrics now={now} before={before} period={period} onOpen={(step, title) => setOpened({ title, request: { ...entriesOf, step }, figure: amountOf(total, step) })} />
          <div className={styles.middle}>
            <Statement
              now={now}
              before={before}
              period={period}
              onOpen={(step, title) => setOpened({ title, request: { ...entriesOf, step }, figure: amountOf(total, step) })}
              onOpenEstimates={() => setOpened({ title: t("profit.openEstimates"), request: { ...entriesOf, estimated_only: true }, figure: null })}
            />
            <div className={styles.right}>
              <MonthsCard months={months} period={period} today={today} />
              <MovedCard period={period} shop={shop} />
            </div>
          </div>
          <Breakdown answer={now} by={by} onBy={onBy} onOpen={(title, filter, figure) => setOpened({ title, request: { ...entriesOf, ...filter }, figure })} />
        </>
      )}
      <RulesNote basis={basis} />
      {opened !== null && <EntriesSheet opened={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** Out of an empty period: the year around it, or a file. */
function Ways({ period, onPeriod }: Pick<SummaryProps, "period" | "onPeriod">): ReactNode {
  const year = periodOf("year", period.to);
  return (
    <>
      {period.unit !== "year" && (
        <Button look="primary" onPress={() => onPeriod(year)}>
          {t("profit.showPeriod", { period: periodName(year) })}
        </Button>
      )}
      <LinkButton href="/imports/orders">{t("imports.tab.new")}</LinkButton>
    </>
  );
}

function Waiting(): ReactNode {
  return (
    <>
      <Card><Skeleton rows={1} shapes={[20, 20, 20, 20]} /></Card>
      <Card><Skeleton rows={12} shapes={[20, 40, 12, 8]} /></Card>
    </>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }): ReactNode {
  return (
    <Banner look="bad" title={t("profit.failed")} action={<Button size="sm" onPress={onRetry}>{t("common.retry")}</Button>}>
      {error.message}
    </Banner>
  );
}
