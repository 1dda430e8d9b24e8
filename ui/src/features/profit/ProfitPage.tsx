import { useNavigate, useParams } from "@tanstack/react-router";
import { ChevronDown, Download, Layers } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { PageHeader } from "../../components/Header";
import { Menu } from "../../components/Menu";
import { Tabs } from "../../components/Tabs";
import { t } from "../../i18n/text";
import { useCall } from "../../ipc/queries";
import type { ProfitBy, WorkspaceState } from "../../ipc/types.gen";
import { setScope, useScope } from "../../scope";
import { CostsTab } from "./costs/CostsTab";
import { ExportSheet } from "./ExportSheet";
import { PeriodPicker } from "./PeriodPicker";
import { dayIn, shift, startPeriod, type Period } from "./period";
import { periodName, periodPlain } from "./periodWords";
import styles from "./ProfitPage.module.css";
import { Summary } from "./Summary";

/** The period stays as it was while the person is on another page. */
let kept: Period | null = null;

/** What is left of sales after every cost, and the rules by which it is counted. */
export function ProfitPage(): ReactNode {
  const { data: workspace } = useCall("workspace_state", {});
  return workspace === undefined ? <PageHeader title={t("nav.profit")} hasEdge /> : <Loaded workspace={workspace} />;
}

function Loaded({ workspace }: { workspace: WorkspaceState }): ReactNode {
  const { tab = "summary" } = useParams({ strict: false });
  const navigate = useNavigate();
  const today = dayIn(workspace.now, workspace.time_zone);
  const [period, setPeriod] = useState<Period>(() => kept ?? startPeriod(today));
  const [by, setBy] = useState<ProfitBy>("product");
  const [isExporting, setExporting] = useState(false);
  const choose = (next: Period): void => {
    kept = next;
    setPeriod(next);
  };
  const scope = useScope();
  const shop = workspace.shops.find(({ id }) => id === scope);
  const isSummary = tab !== "costs";
  return (
    <>
      <PageHeader
        title={t("nav.profit")}
        chip={
          isSummary && (
            <>
              <PeriodPicker period={period} today={today} onChange={choose} />
              <span className={styles.onPaper}>{periodName(period)}</span>
            </>
          )
        }
        note={isSummary ? t("profit.comparedWith", { period: periodPlain(shift(period, -1)) }) : undefined}
        actions={
          isSummary && (
            <>
              <Menu
                label={t("nav.shops")}
                placement="bottom end"
                entries={[
                  { id: "all", label: t("nav.allShops"), isChecked: scope === null, onAction: () => setScope(null) },
                  ...workspace.shops.map(({ id, name }) => ({ id: String(id), label: name, isChecked: id === scope, onAction: () => setScope(id) })),
                ]}
              >
                <Button icon={Layers} hasPopup>
                  {shop?.name ?? t("nav.allShops")} <ChevronDown size={13} strokeWidth={2} aria-hidden />
                </Button>
              </Menu>
              <Button look="primary" icon={Download} hotkey="profit.export" onPress={() => setExporting(true)}>
                {t("profit.export")}
              </Button>
            </>
          )
        }
      />
      <Tabs
        label={t("nav.profit")}
        selected={isSummary ? "summary" : "costs"}
        onSelect={(id) => void navigate({ to: "/profit/$tab", params: { tab: id } })}
        tabs={[
          { id: "summary", title: t("profit.tab.summary") },
          { id: "costs", title: t("profit.tab.costs") },
        ]}
      />
      <div className={styles.page}>
        {isSummary ? <Summary period={period} today={today} shop={shop?.id ?? null} by={by} onBy={setBy} onPeriod={choose} /> : <CostsTab workspace={workspace} today={today} />}
      </div>
      {isExporting && <ExportSheet period={period} shop={shop?.id ?? null} shopName={shop?.name ?? t("nav.allShops")} by={by} onClose={() => setExporting(false)} />}
    </>
  );
}
