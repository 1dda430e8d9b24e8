import type { ReactNode } from "react";
import { t } from "../../i18n/text";
import type { ApiError } from "../../ipc/client";
import { Button } from "../Button";
import { StatusMark } from "../StatusMark";
import styles from "./DataTable.module.css";

/** Over the rows that could not be read: why, what to do, and the way to try again. */
export function TableFailure({ error, onRetry }: { error: ApiError; onRetry: () => void }): ReactNode {
  return (
    <div className={styles.failed} role="alert">
      <StatusMark mark="bad" name="" />
      <div>
        <p className="b5">{error.message}</p>
        <p className="t2">{error.action ?? t("table.failed")}</p>
      </div>
      <Button size="sm" onPress={onRetry}>
        {t("common.retry")}
      </Button>
    </div>
  );
}
