import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { KeyValue } from "../../components/Card";
import { formatExact } from "../../i18n/dates";
import { formatNumber } from "../../i18n/format";
import { isTextKey, t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { ActivityRow } from "../../ipc/types.gen";
import { attemptWord } from "../purchases/AttemptsCard";
import { Exchange, hasExchange } from "../purchases/Exchange";
import styles from "./Activity.module.css";
import { resultWord } from "./activityWords";

const SHOWN = 50;
const factName = (name: string): string => {
  const key = `activity.fact.${name}`;
  return isTextKey(key) ? t(key) : name.replaceAll("_", " ");
};

/** What a row stands for, and for an import every row that was not used. */
export function ActivityDetail({ row, onOpen }: { row: ActivityRow; onOpen: () => void }): ReactNode {
  const facts = Object.entries(row.facts).filter(([name, value]) => value !== "" && !(row.kind === "attempt" && name === "kind"));
  return (
    <div className={styles.detail}>
      <KeyValue
        items={[
          { label: t("activity.time"), value: formatExact(row.at) },
          { label: t("activity.result"), value: resultWord(row) },
          ...(row.kind === "attempt" ? [{ label: t("activity.fact.kind"), value: attemptWord(row.facts["kind"] ?? "place") }] : []),
          ...(row.kind === "backup" || row.kind === "import" ? [{ label: t("activity.files"), value: <span data-selectable>{row.subject}</span> }] : []),
          ...facts.map(([name, value]) => ({ label: factName(name), value: <span data-selectable>{/^\d+$/.test(value) ? formatNumber(value) : value}</span> })),
        ]}
      />
      {row.kind === "attempt" && row.purchase_id !== null && <AttemptExchange purchaseId={row.purchase_id} attemptId={row.id} />}
      {row.kind === "import" && Number(row.facts["rejected"] ?? 0) > 0 && <Rejections id={row.id} />}
      {(row.purchase_id !== null || row.order_id !== null) && (
        <div>
          <Button size="sm" keysOf="list.open" onPress={onOpen}>
            {t(row.purchase_id !== null ? "purchase.open" : "activity.openOrder")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Read when the row is opened: lists leave out what may be long. */
function AttemptExchange({ purchaseId, attemptId }: { purchaseId: number; attemptId: number }): ReactNode {
  const { data } = useCall("purchase", { id: purchaseId });
  const attempt = data?.attempts.find(({ id }) => id === attemptId);
  return attempt === undefined || !hasExchange(attempt) ? null : <Exchange attempt={attempt} />;
}

function Rejections({ id }: { id: number }): ReactNode {
  const { data } = useCall("import_rejections", { id });
  if (data === undefined) return null;
  return (
    <table className={styles.rejections}>
      <caption>{t("activity.rejectedRows", { count: data.total })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("activity.line")}</th>
          <th scope="col">{t("activity.column")}</th>
          <th scope="col">{t("activity.value")}</th>
          <th scope="col">{t("activity.why")}</th>
          <th scope="col">{t("activity.do")}</th>
        </tr>
      </thead>
      <tbody>
        {data.rows.slice(0, SHOWN).map((rejection) => (
          <tr key={`${rejection.file} ${rejection.line} ${rejection.column}`}>
            <td>
              {rejection.line}
              <div className="t3 s11">{rejection.file}</div>
            </td>
            <td>{rejection.column}</td>
            <td>{rejection.value}</td>
            <td>{rejection.reason}</td>
            <td>{rejection.fix}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
