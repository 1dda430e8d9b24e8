import { useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageHeader } from "../../components/Header";
import { Tabs } from "../../components/Tabs";
import { t } from "../../i18n/text";
import { ImportHistory } from "./ImportHistory";
import styles from "./ImportsPage.module.css";
import { ImportWizard } from "./ImportWizard";
import { isImportKind } from "./kinds";

/** Reading files into the workspace, and what was read before. The address says what the file holds. */
export function ImportsPage(): ReactNode {
  const { kind = "orders", supplier = "" } = useParams({ strict: false });
  const navigate = useNavigate();
  const isHistory = kind === "history";
  const go = (next: string): void => void navigate({ to: "/imports/$kind", params: { kind: next } });
  return (
    <>
      <PageHeader title={t("imports.title")} />
      <Tabs
        label={t("imports.title")}
        selected={isHistory ? "history" : "new"}
        onSelect={(id) => go(id === "history" ? "history" : "orders")}
        tabs={[
          { id: "new", title: t("imports.tab.new") },
          { id: "history", title: t("imports.tab.history") },
        ]}
      />
      {isHistory ? (
        <ImportHistory />
      ) : (
        <div className={styles.page}>
          <div className={styles.column}>
            <ImportWizard kind={isImportKind(kind) ? kind : "orders"} supplierId={/^\d+$/.test(supplier) ? Number(supplier) : null} onKind={go} />
          </div>
        </div>
      )}
    </>
  );
}
