import type { ReactNode } from "react";
import { MetricStrip } from "../../components/MetricStrip";
import { formatNumber } from "../../i18n/format";
import { t } from "../../i18n/text";
import type { StepProps } from "./Onboarding";
import { StepFrame } from "./StepFrame";

/** What is there now, and the way to the inbox. */
export function ReadyStep({ workspace, onBack, onFinish }: StepProps): ReactNode {
  return (
    <StepFrame step="ready" title={t("welcome.ready.title")} lead={t("welcome.ready.lead")} onBack={onBack} primary={{ label: t("welcome.ready.go"), onPress: onFinish }}>
      <MetricStrip
        label={t("welcome.ready.title")}
        metrics={[
          { id: "orders", label: t("welcome.ready.orders"), value: formatNumber(workspace.counts.all) },
          { id: "decide", label: t("welcome.ready.decide"), value: formatNumber(workspace.counts.decide) },
          { id: "shops", label: t("welcome.ready.shops"), value: formatNumber(workspace.shops.length) },
          { id: "suppliers", label: t("welcome.ready.suppliers"), value: formatNumber(workspace.suppliers) },
        ]}
      />
    </StepFrame>
  );
}
