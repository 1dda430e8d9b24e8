import { ArrowDownLeft, ArrowUpRight, Dot } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/Button";
import type { Column } from "../../components/DataTable/columns";
import { StatusMark } from "../../components/StatusMark";
import { t } from "../../i18n/text";
import type { ActivityRow } from "../../ipc/types.gen";
import { momentShort } from "../orders/moments";
import { activityDuration, activityNote, activityTitle, resultMark, resultWord } from "./activityWords";

const DIRECTIONS = { in: ArrowDownLeft, out: ArrowUpRight, here: Dot } as const;
const directionIcon = (direction: string): ReactNode => {
  const Icon = DIRECTIONS[direction as keyof typeof DIRECTIONS] ?? Dot;
  return <Icon size={14} strokeWidth={2} aria-label={t(`activity.direction.${direction === "in" || direction === "out" ? direction : "here"}`)} />;
};

/** The columns of what happened; `takeBack` undoes a row that can be undone. */
export const activityColumns = (now: number, takeBack: (request: { id: number }) => void): Column<ActivityRow>[] => [
  { id: "mark", title: t("activity.result"), header: <span className="sr">{t("activity.result")}</span>, width: 38, isMark: true, cell: (row) => <StatusMark mark={resultMark(row.result)} name={resultWord(row)} /> },
  { id: "at", title: t("activity.time"), width: 112, cell: (row) => <span className="t3 num">{momentShort(row.at, now)}</span>, text: (row) => row.at },
  { id: "direction", title: t("activity.direction"), header: <span className="sr">{t("activity.direction")}</span>, width: 40, hideBelow: 700, cell: (row) => <span className="t3">{directionIcon(row.direction)}</span>, text: (row) => row.direction },
  { id: "what", title: t("activity.what"), min: 200, grow: 3, isTitle: true, cell: (row) => <span className="b5 el" title={activityTitle(row)}>{activityTitle(row)}</span>, text: activityTitle },
  { id: "note", title: t("activity.note"), min: 140, grow: 3, hideBelow: 820, cell: (row) => <span className="t2 el" title={activityNote(row)}>{activityNote(row)}</span>, text: activityNote },
  { id: "result", title: t("activity.result"), width: 156, cell: (row) => <span className={row.result === "unknown" ? "warn b5 el" : "t2 el"}>{resultWord(row)}</span>, text: (row) => resultWord(row) },
  { id: "duration", title: t("activity.duration"), width: 76, align: "end", hideBelow: 900, cell: (row) => <span className="t3">{activityDuration(row)}</span>, text: activityDuration },
  {
    id: "undo",
    title: t("common.undo"),
    header: <span className="sr">{t("common.undo")}</span>,
    width: 84,
    align: "end",
    cell: (row) =>
      row.undo !== null && (
        <Button size="sm" look="ghost" onPress={() => takeBack({ id: row.undo ?? 0 })}>
          {t("common.undo")}
        </Button>
      ),
  },
];
