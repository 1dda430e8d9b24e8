import { Compass, OctagonX } from "lucide-react";
import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button, LinkButton } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { t } from "../i18n/text";

/** In place of a page that could not be drawn. The data is safe: it lives in the core, not here. */
export function PageFailed({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <EmptyState icon={OctagonX} title={t("page.failed")} actions={<Button look="primary" onPress={reset}>{t("common.retry")}</Button>}>
      {t("page.failedNote")} <code className="mono">{error instanceof Error ? error.message : String(error)}</code>
    </EmptyState>
  );
}

export function PageMissing(): ReactNode {
  return (
    <EmptyState icon={Compass} title={t("page.missing")} actions={<LinkButton look="primary" href="/inbox">{t("nav.inbox")}</LinkButton>}>
      {t("page.missingNote")}
    </EmptyState>
  );
}
