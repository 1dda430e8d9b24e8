import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ComboField } from "../../components/ComboField";
import { SelectField } from "../../components/SelectField";
import { Skeleton } from "../../components/Skeleton";
import { formatList } from "../../i18n/format";
import { currencyOptions } from "../../i18n/options";
import { t } from "../../i18n/text";
import { useAction, useCall } from "../../ipc/queries";
import type { ImportKind, Preview } from "../../ipc/types.gen";
import { canChoose, openQuestions } from "./ambiguity";
import { unfilled } from "./ColumnMapper";
import { emptyDraft, requestOf, shopOf, type Draft } from "./draft";
import { FileChoice } from "./FileChoice";
import styles from "./ImportWizard.module.css";
import { KindChoice } from "./KindChoice";
import { entryOf } from "./kinds";
import { PreviewView } from "./PreviewView";
import { ResultView } from "./ResultView";
import { RunningView } from "./RunningView";
import { ShopField } from "./ShopField";
import { countOf, fieldName } from "./words";

export interface ImportWizardProps {
  kind: ImportKind;
  supplierId?: number | null;
  /** Fixed where the import is a step of something else. */
  onKind?: (kind: ImportKind) => void;
  /** Shown with the result in place of the way to the inbox. */
  next?: ReactNode;
  isEmbedded?: boolean;
  onImported?: () => void;
}

/** From a file to rows: choose, see what would happen, settle what is open, import. */
export function ImportWizard({ kind, supplierId = null, onKind, next, isEmbedded = false, onImported }: ImportWizardProps): ReactNode {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(kind, supplierId));
  const [job, setJob] = useState("");
  const client = useQueryClient();
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const shownKind = useRef(kind);
  useEffect(() => {
    if (shownKind.current === kind) return;
    shownKind.current = kind;
    setDraft(emptyDraft(kind, supplierId));
  }, [kind, supplierId]);

  const preview = useCall("import_preview", requestOf(draft), { enabled: draft.files.length > 0, keepPrevious: true });
  const run = useAction("import_run", {
    failureTitle: t("imports.failed"),
    onDone: () => {
      // What a file would do is another thing once it was read.
      client.removeQueries({ queryKey: ["import_preview"] });
      onImported?.();
    },
  });
  const found = draft.files.length > 0 ? preview.data : undefined;

  if (run.isPending) return <RunningView job={job} files={draft.files} />;
  if (run.data !== undefined) {
    const another = (): void => {
      run.reset();
      setDraft(emptyDraft(kind, supplierId));
    };
    return <ResultView kind={draft.kind} answer={run.data} onAnother={another} next={next} />;
  }

  const start = (): void => {
    const name = `import-${crypto.randomUUID()}`;
    setJob(name);
    run.mutate({ ...requestOf(draft, shopOf(draft, found)), job: name });
  };
  const chooseKind = (chosen: ImportKind): void => {
    setDraft({ ...emptyDraft(chosen, supplierId), files: draft.files });
    shownKind.current = chosen;
    onKind?.(chosen);
  };
  return (
    <div className={styles.wizard}>
      {onKind !== undefined && (
        <Card title={t("imports.what")}>
          <KindChoice value={draft.kind} onChange={chooseKind} />
        </Card>
      )}
      <Card title={t("imports.files")}>
        <FileChoice files={draft.files} onChange={(files) => change({ files, choice: null, shop: null, currency: null })} />
      </Card>
      {draft.files.length > 0 && preview.isPending && <Card title={t("imports.reading")}><Skeleton rows={4} /></Card>}
      {draft.files.length > 0 && preview.error !== null && (
        <Banner look="bad" title={preview.error.message} action={<Button size="sm" onPress={() => void preview.refetch()}>{t("imports.readAgain")}</Button>}>
          {preview.error.action ?? undefined}
        </Banner>
      )}
      {found !== undefined && <Found draft={draft} preview={found} onChange={change} onStart={start} isEmbedded={isEmbedded} isReading={preview.isPlaceholderData} />}
    </div>
  );
}

interface FoundProps {
  draft: Draft;
  preview: Preview;
  onChange: (part: Partial<Draft>) => void;
  onStart: () => void;
  isEmbedded: boolean;
  isReading: boolean;
}

/** The preview with its open questions, and the button that imports once they are settled. */
function Found({ draft, preview, onChange, onStart, isEmbedded, isReading }: FoundProps): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  const { data: suppliers } = useCall("suppliers", {}, { enabled: draft.kind === "offers" });
  const choice = draft.choice ?? preview.choice;
  const shop = shopOf(draft, preview);
  const { shop: shopRule } = entryOf(draft.kind);
  const questions = openQuestions(preview, choice);
  const canMap = canChoose(preview);
  const missing = canMap ? unfilled(preview, choice) : [];
  const isNew = preview.result.added + preview.result.changed > 0;
  // What the core takes where neither the file nor the person says: the shop's or the supplier's own, else the base.
  const shopCurrency = shopRule === "needed" && shop !== null && "known" in shop ? workspace?.shops.find(({ id }) => id === shop.known)?.currency : undefined;
  const supplierCurrency = suppliers?.rows.find(({ id }) => id === draft.supplierId)?.currency;
  const currency = draft.currency ?? preview.currency ?? shopCurrency ?? supplierCurrency ?? workspace?.base_currency ?? null;
  const hindrance =
    questions.length > 0 ? t("imports.answerFirst")
    : missing.length > 0 ? t("imports.missing", { count: missing.length, fields: formatList(missing.map(fieldName)) })
    : shopRule === "needed" && (shop === null || ("name" in shop && shop.name.trim() === "")) ? t("imports.shopFirst")
    : !isNew ? t(preview.result.unchanged === 0 && preview.rejected_total > 0 ? "imports.noneUsable" : "imports.nothing")
    : null;
  const asksCurrency = draft.kind !== "mappings" && draft.kind !== "tracking" && draft.kind !== "confirmations" && draft.kind !== "rates" && draft.kind !== "suppliers";
  return (
    <>
      <PreviewView kind={draft.kind} preview={preview} choice={choice} onChoice={(next) => onChange({ choice: next })} questions={questions} isMapped={draft.choice !== null} canMap={canMap}>
        {shopRule !== "none" && <ShopField shops={workspace?.shops ?? []} value={shop} onChange={(next) => onChange({ shop: next })} isOptional={shopRule === "optional"} />}
        {draft.kind === "offers" && (
          <SelectField
            label={t("imports.supplier")}
            value={draft.supplierId === null ? "" : String(draft.supplierId)}
            options={[{ value: "", label: t("imports.supplierFile") }, ...(suppliers?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]}
            onChange={(id) => onChange({ supplierId: id === "" ? null : Number(id) })}
          />
        )}
        {asksCurrency && (
          <ComboField label={t("imports.currency")} help={t("imports.currencyHelp")} options={currencyOptions()} value={currency} onChange={(code) => onChange({ currency: code })} />
        )}
      </PreviewView>
      <div className={styles.foot} data-embedded={isEmbedded || undefined}>
        <span className={styles.why} role="status">{hindrance ?? t("imports.saved")}</span>
        <Button look="primary" size={isEmbedded ? "lg" : "md"} isDisabled={hindrance !== null || isReading} onPress={onStart}>
          {isNew ? t("imports.run", { what: countOf(draft.kind, preview.result.added + preview.result.changed) }) : t("imports.title")}
        </Button>
      </div>
    </>
  );
}
