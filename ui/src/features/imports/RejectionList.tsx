import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { announce } from "../../components/announce";
import { Button } from "../../components/Button";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { Rejection } from "../../ipc/types.gen";
import styles from "./RejectionList.module.css";

const MOST = 200;

const HEADERS = ["imports.file", "imports.line", "imports.valueColumn", "imports.value", "imports.reason", "imports.fix"] as const;

function toTsv(rows: readonly Rejection[]): string {
  const clean = (text: string): string => text.replace(/[\t\r\n]+/g, " ");
  const lines = rows.map(({ file, line, column, value, reason, fix }) => [file, String(line), column, value, reason, fix].map(clean).join("\t"));
  return [HEADERS.map((key) => t(key)).join("\t"), ...lines].join("\n");
}

export interface RejectionListProps {
  title: string;
  note?: string;
  rows: readonly Rejection[];
  /** How many there are in all, where not all are at hand. */
  total?: number;
}

/** Rows that were not used, each with its place, the reason and what to do. The copy holds all of them. */
export function RejectionList({ title, note, rows, total = rows.length }: RejectionListProps): ReactNode {
  if (rows.length === 0) return null;
  const shown = rows.slice(0, MOST);
  const copy = (): void => {
    void navigator.clipboard.writeText(toTsv(rows)).then(() => announce(t("imports.copied", { count: rows.length })));
  };
  return (
    <section className={styles.list} aria-label={title}>
      <header className={styles.head}>
        <h3>{title}</h3>
        {note !== undefined && <p className={styles.note}>{note}</p>}
        <Button icon={Copy} size="sm" onPress={copy}>
          {t("imports.copy")}
        </Button>
      </header>
      {/* Scrolled by arrow keys once it has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <table className={styles.table}>
          <thead>
            <tr>
              {HEADERS.map((key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // The same row may be refused for two reasons.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                <td className="el">{row.file}</td>
                <td className="num">{formatNumber(row.line)}</td>
                <td>{row.column}</td>
                <td className={styles.value}>{row.value}</td>
                <td>{row.reason}</td>
                <td>{row.fix}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > shown.length && <p className={styles.note}>{t("imports.firstOf", { count: shown.length })}</p>}
    </section>
  );
}
