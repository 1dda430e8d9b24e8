import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { MetricStrip } from "../../components/MetricStrip";
import { ProgressBar } from "../../components/ProgressBar";
import { SideSheet } from "../../components/SideSheet";
import { formatMoney, formatNumber, MISSING } from "../../i18n/format";
import { t } from "../../i18n/text";
import { call } from "../../ipc/client";
import { useProgress } from "../../ipc/events";
import { useAction, useCall } from "../../ipc/queries";
import type { Replay, ReplayFigures, ReplayRow, RoutingRuleShape } from "../../ipc/types.gen";
import { ReplayRows } from "./ReplayRows";
import styles from "./Routing.module.css";

const PAGE = 50;

export interface ReplaySheetProps {
  name: string;
  /** The rules to try, in their order. */
  rules: RoutingRuleShape[];
  /** The whole outcome is on screen. */
  onSeen?: () => void;
  /** Offered once the whole outcome was seen. */
  action?: { label: string; isPending: boolean; onPress: () => void };
  onClose: () => void;
}

/** What rules would have done with the orders of the last 90 days. Looks only; leaving stops it. */
export function ReplaySheet({ name, rules, onSeen, action, onClose }: ReplaySheetProps): ReactNode {
  const [job] = useState(() => `replay-${crypto.randomUUID()}`);
  const client = useQueryClient();
  const progress = useProgress().get(job);
  const { data, error, isFetching, refetch } = useCall("routing_replay", { rules, limit: PAGE, job }, { isFresh: true });
  const stop = useAction("routing_replay_stop", { failureTitle: t("replay.stopFailed") });
  const isWhole = data !== undefined && !data.stopped;
  const tellSeen = useRef(onSeen);
  useEffect(() => {
    tellSeen.current = onSeen;
  });
  useEffect(() => {
    if (isWhole) tellSeen.current?.();
  }, [isWhole]);
  const leave = (): void => {
    // It may have ended this moment; then there is nothing to stop.
    if (isFetching) void call("routing_replay_stop", { job }).catch(() => {});
    client.removeQueries({ queryKey: ["routing_replay"] });
    onClose();
  };
  return (
    <SideSheet
      isOpen
      size="lg"
      title={t("replay.title", { name })}
      note={t("replay.note")}
      onClose={leave}
      actions={
        <>
          <Button onPress={leave}>{t("replay.back")}</Button>
          {action !== undefined && (
            <Button look="primary" hotkey="composer.send" isDisabled={!isWhole} isPending={action.isPending} onPress={action.onPress}>
              {action.label}
            </Button>
          )}
        </>
      }
    >
      {isFetching && data === undefined && (
        <ProgressBar
          label={t("replay.running")}
          done={progress?.done ?? 0}
          total={progress?.total ?? null}
          action={<Button size="sm" isPending={stop.isPending} onPress={() => stop.mutate({ job })}>{t("replay.stop")}</Button>}
        />
      )}
      {error !== null && <Banner look="bad" title={t("replay.failed")} action={<Button size="sm" onPress={() => void refetch()}>{t("common.retry")}</Button>}>{error.message}</Banner>}
      {data?.stopped === true && <p role="status" className={styles.notice}>{t("replay.stopped")}</p>}
      {data !== undefined && <Outcome replay={data} rules={rules} />}
    </SideSheet>
  );
}

function Outcome({ replay, rules }: { replay: Replay; rules: RoutingRuleShape[] }): ReactNode {
  const { figures } = replay;
  if (figures === null) return null;
  if (figures.orders === 0) return <p>{t("replay.noOrders")}</p>;
  const without = figures.changed - figures.compared;
  return (
    <>
      <div className={styles.figures}>
        <MetricStrip label={t("replay.figures")} metrics={metrics(figures)} />
      </div>
      {figures.undecided > 0 && <p className={styles.notice}>{t("replay.undecidedNote", { count: figures.undecided })}</p>}
      {without > 0 && <p className="t2 s12">{t("replay.uncompared", { count: without })}</p>}
      {replay.rows.length === 0 ? <p>{t("replay.none")}</p> : <Rows replay={replay} rules={rules} />}
    </>
  );
}

function metrics(figures: ReplayFigures): { id: string; label: string; value: ReactNode }[] {
  return [
    { id: "orders", label: t("replay.orders"), value: formatNumber(figures.orders) },
    { id: "changed", label: t("replay.changed"), value: formatNumber(figures.changed) },
    { id: "cost", label: t("replay.cost"), value: figures.compared === 0 ? MISSING : formatMoney(figures.cost_difference, { signed: true }) },
    { id: "days", label: t("replay.days"), value: figures.days_difference === null ? MISSING : formatNumber(figures.days_difference, { signed: true }) },
  ];
}

/** The orders, and further pages of them when asked for. */
function Rows({ replay, rules }: { replay: Replay; rules: RoutingRuleShape[] }): ReactNode {
  const [further, setFurther] = useState<ReplayRow[]>([]);
  const [key, setKey] = useState(replay.next);
  const more = useAction("routing_replay", {
    failureTitle: t("replay.failed"),
    onDone: ({ rows, next }) => {
      setFurther((before) => [...before, ...rows]);
      setKey(next);
    },
  });
  return (
    <>
      <ReplayRows rows={[...replay.rows, ...further]} />
      {key !== null && (
        <div>
          <Button isPending={more.isPending} onPress={() => more.mutate({ rules, limit: PAGE, key })}>{t("replay.more")}</Button>
        </div>
      )}
    </>
  );
}
