import { CreditCard, Flag, OctagonX, Truck } from "lucide-react";
import type { ReactNode } from "react";
import { DivergingBars, RangeBar, Sparkline, TargetBar } from "../charts/Bars";
import { Columns } from "../charts/Columns";
import { Histogram, StepLines } from "../charts/Histogram";
import { Waterfall, type WaterfallRow } from "../charts/Waterfall";
import { Card } from "../components/Card";
import { Timeline } from "../components/StepBar";
import { formatPercent } from "../i18n/format";
import styles from "./GalleryPage.module.css";

const eur = (amount: string) => ({ amount, currency: "EUR" });

const ROWS: readonly [string, WaterfallRow["kind"], string, string, string][] = [
  ["Sales incl. VAT", "sum", "96480.20", "1.283", "0.095"],
  ["Discounts", "change", "-4212.35", "0.056", "0.142"],
  ["Refunds", "change", "-2938.60", "0.039", "0.042"],
  ["VAT", "change", "-14120.44", "0.188", "0.078"],
  ["Net sales", "sum", "75208.81", "1", "0.098"],
  ["Product cost", "change", "-31864.27", "0.424", "0.1"],
  ["Shipping", "change", "-8117.90", "0.108", "0.066"],
  ["Payment fees", "change", "-1902.48", "0.025", "0.098"],
  ["Commissions", "change", "-2604.15", "0.035", "0.084"],
  ["After order costs", "sum", "30720.01", "0.408", "0.106"],
  ["Ads", "change", "-12385.60", "0.165", "0.041"],
  ["Apps and tools", "change", "-486.00", "0.006", "0"],
  ["Currency", "change", "-214.73", "0.003", "0.141"],
  ["Chargebacks, reserve", "change", "-1128.13", "0.015", "0.133"],
  ["Net profit", "result", "16505.55", "0.219", "0.162"],
];
const MONTHS: readonly [string, number, number][] = [
  ["Mar", 9.9, 17.9], ["Apr", 10.4, 18.2], ["May", 11.8, 19.6], ["Jun", 11.2, 18.8], ["Jul", 10.7, 18.1], ["Aug", 12.6, 19.7],
  ["Sep", 13.3, 20.1], ["Oct", 14.1, 20.5], ["Nov", 21.8, 22.8], ["Dec", 19.9, 21.4], ["Jan", 14.2, 20.7], ["Feb", 16.5, 21.9],
];

export function ChartsPart(): ReactNode {
  return (
    <div className={styles.page}>
      <div className={styles.columns}>
        <Card title="From sales to net profit" end="1,842 orders, 96% of costs final">
          <Waterfall
            sentence="Of €96,480.20 in sales, €16,505.55 was left as net profit."
            columns={["February €", "% of net sales", "vs January %"]}
            rows={ROWS.map(([label, kind, amount, share, change]) => ({
              id: label,
              label,
              kind,
              value: eur(amount),
              cells: [formatPercent(share, { bare: true }), formatPercent(change, { bare: true, signed: true })],
              onPress: () => {},
            }))}
          />
        </Card>
        <div className={styles.columns}>
          <Card title="Net profit by month" end="€ thousand, last 12 months">
            <Columns
              sentence="Net profit was €16,500 in February, the third best of twelve months."
              names={{ point: "Month", value: "Net profit", rate: "Net margin %" }}
              tick={String}
              points={MONTHS.map(([label, value, rate]) => ({ id: label, label, value, text: value.toFixed(1), fullText: `€${value.toFixed(1)}k`, rate, rateText: rate.toFixed(1), isPartial: false }))}
            />
          </Card>
          <Card title="What moved profit" end={<span className="good b6 num">+€2,300.65</span>}>
            <DivergingBars
              sentence="Net profit rose by €2,300.65, mostly through more orders."
              names={{ label: "Cause", value: "Change" }}
              rows={[
                { id: "orders", label: "More orders", value: eur("1389.20") },
                { id: "ads", label: "Cheaper ads per order", value: eur("812.40") },
                { id: "mix", label: "Better product mix", value: eur("486.15") },
                { id: "rises", label: "Supplier price rises", value: eur("-268.70") },
                { id: "refunds", label: "Refunds", value: eur("-118.40") },
              ]}
            />
          </Card>
          <Card title="Lead time, days to the door" end="412 parcels">
            <Histogram
              sentence="Half of 412 parcels arrived within 3.4 days, nine in ten within 5.8."
              counts={[4, 38, 128, 154, 66, 34, 20, 9, 5, 3]}
              p50={3.4}
              p50Text="half by 3.4"
              p90={5.8}
              p90Text="90% by 5.8"
              names={{ day: "Days", count: "Parcels" }}
            />
          </Card>
          <Card title="Titanium camp mug, last 14 days">
            <StepLines
              sentence="Supplier stock fell from 52 to 0; the listing followed within 6 minutes."
              series={[
                { id: "supplier", label: "Supplier", values: [52, 50, 48, 46, 45, 44, 41, 39, 38, 37, 35, 33, 32, 31], tone: "slate" },
                { id: "listed", label: "Listed", values: [47, 45, 43, 41, 40, 39, 36, 34, 33, 32, 30, 28, 27, 0], tone: "accent" },
              ]}
              marks={["24 Feb", "3 Mar", "today"]}
              names={{ point: "Day" }}
              pointNames={Array.from({ length: 14 }, (_, index) => `Day ${index + 1}`)}
            />
          </Card>
        </div>
      </div>
      <div className={styles.columns}>
        <Card title="Scorecard">
          <TargetBar label="Reliability" value={93} target={85} />
          <TargetBar label="Quality" value={90} target={88} />
          <TargetBar label="Speed" value={82} target={75} />
          <div className={styles.row}>
            <Sparkline sentence="On time, rising, now 96.1%" values={[92, 94, 93, 95, 94, 96, 95, 96]} limit={95} />
            <Sparkline sentence="Price rises, now 2" values={[0, 0, 1, 1, 1, 1, 2, 2]} limit={1} tone="bad" />
            <RangeBar sentence="3 to 5 days" from={3} to={5} max={20} tone="accent" />
            <RangeBar sentence="9 to 16 days" from={9} to={16} max={20} />
          </div>
          <Waterfall
            size="compact"
            sentence="Of €124.70, €28.03 is left."
            rows={[
              { id: "items", label: "Items + shipping", kind: "sum", value: eur("124.70") },
              { id: "vat", label: "VAT 19%", kind: "change", value: eur("-18.95") },
              { id: "cost", label: "Product cost", kind: "change", value: eur("-47.10"), isEstimate: true },
              { id: "ship", label: "Shipping", kind: "change", value: eur("-9.30"), isEstimate: true },
              { id: "rest", label: "Everything else", kind: "change", value: eur("-21.32") },
              { id: "net", label: "Net profit", kind: "result", value: eur("28.03"), isEstimate: true },
            ]}
          />
        </Card>
        <Card title="Timeline">
          <Timeline
            label="Timeline"
            entries={[
              { id: "1", look: "forecast", icon: <Flag size={13} strokeWidth={2} />, title: "Daypack expected Wed 11 to Fri 13 March", note: "Promise to the customer ends Mon 16 March", when: "in 2–4 days", source: "forecast" },
              { id: "2", look: "bad", icon: <OctagonX size={13} strokeWidth={2} />, title: "Mugs out of stock, forwarding stopped", note: "Sunpeak feed went from 31 to 0 units after this order was paid", when: "Today 06:50", source: "stock guard" },
              { id: "3", icon: <Truck size={13} strokeWidth={2} />, title: "Left sorting centre, Leipzig", note: "Parcelane PL 4471 0923 18", when: "Yesterday 22:10", source: "carrier" },
              { id: "4", icon: <CreditCard size={13} strokeWidth={2} />, title: "Payment captured, €118.70", note: "Card ending 4410 · fee €2.51", when: "Fri 6 Mar, 09:14", source: "shop" },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}
