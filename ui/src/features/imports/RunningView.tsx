import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { ProgressBar } from "../../components/ProgressBar";
import { t } from "../../i18n/text";
import { useProgress } from "../../ipc/events";
import { fileName } from "../../ipc/host";
import { useAction } from "../../ipc/queries";
import { formatList } from "../../i18n/format";

/** An import under way. Stopping keeps what was read until then. */
export function RunningView({ job, files }: { job: string; files: readonly string[] }): ReactNode {
  const progress = useProgress().get(job);
  const stop = useAction("import_stop", { failureTitle: t("imports.stopFailed") });
  const isStopping = stop.isPending || stop.isSuccess;
  return (
    <Card>
      <ProgressBar
        label={isStopping ? t("imports.stopping") : t("imports.running", { files: formatList(files.map(fileName)) })}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
        action={
          <Button size="sm" isPending={isStopping} onPress={() => stop.mutate({ job })}>
            {t("imports.stop")}
          </Button>
        }
      />
    </Card>
  );
}
