import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { MetricStrip } from "../../components/MetricStrip";
import { StatusChip } from "../../components/StatusMark";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { ColumnChoice, ImportKind, Preview } from "../../ipc/types.gen";
import { ColumnMapper } from "./ColumnMapper";
import type { Question } from "./ambiguity";
import styles from "./ImportWizard.module.css";
import { Formats, Questions } from "./Questions";
import { RejectionList } from "./RejectionList";
import { exportName, shapeOf } from "./words";

export interface PreviewViewProps {
  kind: ImportKind;
  preview: Preview;
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
  questions: readonly Question[];
  /** The person has chosen columns. */
  isMapped: boolean;
  /** False for the exports of shops, whose columns are known. */
  canMap: boolean;
  /** Further fields: shop, supplier, currency. */
  children: ReactNode;
}

/** What an import would do, before anything is saved. */
export function PreviewView({ kind, preview, choice, onChoice, questions, isMapped, canMap, children }: PreviewViewProps): ReactNode {
  const { result, recognised } = preview;
  const isClear = recognised && questions.length === 0;
  const [isOpen, setOpen] = useState(false);
  const showsMapper = isOpen || isMapped || !recognised;
  return (
    <>
      <Card
        title={t("imports.found")}
        end={
          <>
            <span>
              {exportName(preview, kind)}, {shapeOf(preview)}
            </span>
            <StatusChip mark={isClear ? "ok" : "warn"}>{t(isClear ? "imports.recognised" : recognised ? "imports.asks" : "imports.notRecognised")}</StatusChip>
          </>
        }
      >
        <div className={styles.stack}>
          <Questions questions={questions} choice={choice} onChange={onChoice} />
          {recognised ? (
            <MetricStrip
              label={t("imports.found")}
              metrics={[
                { id: "new", label: t("imports.new"), value: formatNumber(result.added) },
                { id: "changed", label: t("imports.changed"), value: formatNumber(result.changed) },
                { id: "unchanged", label: t("imports.unchanged"), value: formatNumber(result.unchanged) },
                { id: "rejected", label: t("imports.rejected"), value: <span className={preview.rejected_total > 0 ? "warn" : undefined}>{formatNumber(preview.rejected_total)}</span> },
              ]}
            />
          ) : (
            <p className="t2">{t("imports.mapFirst")}</p>
          )}
          <div className={styles.fields}>{children}</div>
          <Samples preview={preview} />
          <RejectionList title={t("imports.rejections", { count: preview.rejected_total })} note={t("imports.rejectionsNote")} rows={result.rejected} total={preview.rejected_total} />
          <RejectionList title={t("imports.remarks", { count: result.notes.length })} rows={result.notes} />
        </div>
      </Card>
      {canMap && (
        <Card
          title={t("imports.columns")}
          end={showsMapper ? t("imports.columnsNote") : <Button size="sm" onPress={() => setOpen(true)}>{t("imports.columnsEdit")}</Button>}
          padding={showsMapper ? "normal" : "none"}
        >
          {showsMapper && (
            <div className={styles.stack}>
              <ColumnMapper preview={preview} choice={choice} onChange={onChoice} />
              <Formats choice={choice} onChange={onChoice} />
            </div>
          )}
        </Card>
      )}
    </>
  );
}

function Samples({ preview: { sample_columns: titles, samples } }: { preview: Preview }): ReactNode {
  if (samples.length === 0) return null;
  return (
    // Scrolled by arrow keys once it has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.samples} tabIndex={0} role="region" aria-label={t("imports.sample")}>
      <table>
        <caption>{t("imports.sample")}</caption>
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={titles[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
