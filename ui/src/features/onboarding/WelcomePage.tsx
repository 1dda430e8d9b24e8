import { Store } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { t } from "../../i18n/text";

export function WelcomePage(): ReactNode {
  return (
    <main>
      <EmptyState icon={Store} title={t("welcome.title")} actions={<LinkButton look="primary" href="/inbox">{t("nav.inbox")}</LinkButton>}>
        {t("welcome.note")}
      </EmptyState>
    </main>
  );
}
