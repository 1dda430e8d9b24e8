import { useEffect, useState, type ReactNode } from "react";
import { currentTime } from "../../clock";
import { formatDuration } from "../../i18n/format";
import { toMillis } from "../../i18n/dates";
import { t } from "../../i18n/text";

/** "Leaves in 8 s", counted down. */
export function SecondsLeft({ at }: { at: string | null }): ReactNode {
  const [now, setNow] = useState(currentTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(currentTime()), 1000);
    return () => clearInterval(timer);
  }, []);
  const millis = toMillis(at);
  if (millis === null) return t("outbox.leavesSoon");
  const seconds = Math.ceil((millis - now) / 1000);
  return <span className="num">{seconds > 0 ? t("outbox.leavesIn", { span: formatDuration(seconds) }) : t("outbox.leavesNow")}</span>;
}
