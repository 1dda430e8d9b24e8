import type { ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { formatMoney } from "../../i18n/format";
import { t } from "../../i18n/text";
import { useAction } from "../../ipc/queries";
import type { AskingShape } from "../../ipc/types.gen";

/** More than the limit wants to leave at once: asks once, with the totals. */
export function AskingBanner({ asking }: { asking: AskingShape }): ReactNode {
  const answer = useAction("automation_answer", {
    failureTitle: t("rules.answerFailed"),
    onDone: ({ count }, { forward }) => showToast({ text: t(forward ? "rules.answerYes" : "rules.answerNo", { count }) }),
  });
  const parts = asking.suppliers.map(({ supplier, orders, to_pay }) => t("rules.askingPart", { supplier, count: orders, total: formatMoney(to_pay) }));
  return (
    <Banner
      title={t("rules.asking", { count: asking.orders, total: formatMoney(asking.to_pay) })}
      action={
        <>
          <Button size="sm" isDisabled={answer.isPending} onPress={() => answer.mutate({ forward: false })}>{t("rules.leave")}</Button>
          <Button size="sm" look="primary" isPending={answer.isPending} onPress={() => answer.mutate({ forward: true })}>{t("rules.forwardAll", { count: asking.orders })}</Button>
        </>
      }
    >
      {parts.join("; ")}
    </Banner>
  );
}
