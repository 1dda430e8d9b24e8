import { Ellipsis } from "lucide-react";
import { useId, useSyncExternalStore, type ReactNode } from "react";
import { announce } from "../components/announce";
import { Button } from "../components/Button";
import { Menu } from "../components/Menu";
import { useHotkey } from "../hotkeys";
import { t } from "../i18n/text";
import styles from "./ChartFigure.module.css";

export interface ChartData {
  /** Names of the columns, the first of which names the row. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface ChartFigureProps {
  /** What the chart says, in one sentence: "Net profit was €16,505.55 in February, the most since November." */
  sentence: string;
  /** The same numbers as text, for the table and the clipboard. */
  data: ChartData;
  children: ReactNode;
  /** Where the menu would be in the way, such as in a cell. */
  hasMenu?: boolean;
}

let asTables = false;
const listeners = new Set<() => void>();

function setAsTables(next: boolean): void {
  asTables = next;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

const quoted = (cell: string): string => {
  // A cell that a spreadsheet would run as a formula is text here.
  const safe = /^[=+@]|^-\D/.test(cell) ? `'${cell}` : cell;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const toCsv = ({ columns, rows }: ChartData): string => [columns, ...rows].map((cells) => cells.map(quoted).join(",")).join("\r\n");

/** Around every chart: its sentence for screen readers, its table on T, its numbers for the clipboard. */
export function ChartFigure({ sentence, data, children, hasMenu = true }: ChartFigureProps): ReactNode {
  const id = useId();
  const isTable = useSyncExternalStore(watch, () => asTables);
  useHotkey("chart.table", () => setAsTables(!asTables), { enabled: hasMenu });
  return (
    <figure className={styles.figure}>
      {isTable ? (
        <ChartTable data={data} caption={sentence} />
      ) : (
        <div role="img" aria-labelledby={id} className={styles.drawing}>
          <span id={id} className="sr">
            {sentence}
          </span>
          {children}
        </div>
      )}
      {hasMenu && (
        <div className={styles.menu} data-print="none">
          <Menu
            label={sentence}
            placement="bottom end"
            entries={[
              { id: "table", label: t(isTable ? "common.showChart" : "common.showTable"), keysOf: "chart.table", onAction: () => setAsTables(!isTable) },
              {
                id: "csv",
                label: t("common.copyCsv"),
                onAction: () => void navigator.clipboard.writeText(toCsv(data)).then(() => announce(t("common.copied"))),
              },
            ]}
          >
            <Button icon={Ellipsis} look="ghost" size="sm" label={t("common.more")} hasPopup />
          </Menu>
        </div>
      )}
    </figure>
  );
}

/** The numbers of a chart as rows. */
export function ChartTable({ data, caption }: { data: ChartData; caption: string }): ReactNode {
  return (
    <div className={styles.tableBox}>
      <table className={styles.table}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((cells) => (
            <tr key={cells.join("\u0000")}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={data.columns[index]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={data.columns[index]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
