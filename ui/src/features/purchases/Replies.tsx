import { useState, type ReactNode } from "react";
import { Button } from "../../components/Button";
import { StatusMark } from "../../components/StatusMark";
import { TextField } from "../../components/TextField";
import { isTextKey, t } from "../../i18n/text";
import type { FollowWord, PurchaseDetail, ReplyShape } from "../../ipc/types.gen";
import { momentText } from "../orders/moments";
import styles from "./Purchases.module.css";

interface RepliesProps {
  detail: PurchaseDetail;
  now: number;
  isPending: boolean;
  say: (says: FollowWord, text: string) => void;
}

const MARKS = { written: "ready", automatic: "empty", returned: "bad" } as const;
const markOf = ({ kind, answer }: ReplyShape): "ok" | (typeof MARKS)[keyof typeof MARKS] => (answer === "confirms" ? "ok" : MARKS[kind as keyof typeof MARKS] ?? "empty");

/** What came in about a purchase: each mail with its text, and the question whether it is the supplier's yes. */
export function Replies({ detail, now, isPending, say }: RepliesProps): ReactNode {
  const { following, row } = detail;
  if (following === null) return null;
  const { replies, confirmations } = following;
  return (
    <>
      {replies.length > 0 && (
        <section aria-label={t("follow.mails")}>
          <ul className={styles.attempts}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <StatusMark mark={markOf(reply)} name="" />
                <Mail reply={reply} row={row} now={now} isPending={isPending} say={say} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {confirmations.some(({ lines }) => lines.length > 0) && <Said detail={detail} now={now} />}
    </>
  );
}

function Mail({ reply, row, now, isPending, say }: Omit<RepliesProps, "detail"> & { reply: ReplyShape; row: PurchaseDetail["row"] }): ReactNode {
  const [number, setNumber] = useState(reply.their_number);
  const [isShown, setShown] = useState(reply.answer === "" && reply.kind !== "automatic");
  const titleKey = `follow.mail.${reply.kind}`;
  const params = { sender: reply.sender, supplier: row.supplier, number: row.number };
  const isAsked = reply.kind === "written" && reply.answer === "" && (row.state === "placed" || row.state === "confirmed");
  return (
    <div className={styles.grow}>
      <div className={styles.attemptHead}>
        <b className="el" data-selectable>{isTextKey(titleKey) ? t(titleKey, params) : reply.sender}</b>
        <span className="t3">{momentText(reply.sent_at ?? reply.found_at, now)}</span>
      </div>
      <p className="t2" data-selectable>{reply.subject}</p>
      {!reply.is_known && reply.kind === "written" && <p className="warn s12">{t("follow.mail.unknown", params)}</p>}
      {!reply.by_message && <p className="t3 s12">{t("follow.mail.byNumber")}</p>}
      {reply.answer !== "" && reply.kind === "written" && <p className="t3 s12">{t(reply.answer === "confirms" ? "follow.mail.confirms" : "follow.mail.other")}</p>}
      {isShown ? <pre className={styles.mail} data-selectable>{reply.body}</pre> : <Button size="sm" look="ghost" onPress={() => setShown(true)}>{t("purchase.show")}</Button>}
      {isAsked && (
        <div className={styles.inline}>
          <TextField label={t("unknown.theirNumber")} value={number} onChange={setNumber} maxLength={80} />
          <Button look="primary" isPending={isPending} onPress={() => say({ word: "reply_confirms", reply_id: reply.id, supplier_number: number.trim() }, t("follow.saidConfirmed", params))}>
            {t("follow.mail.isConfirmation")}
          </Button>
          <Button isPending={isPending} onPress={() => say({ word: "reply_is_other", reply_id: reply.id }, t("follow.mail.saidOther"))}>{t("follow.mail.isNot")}</Button>
        </div>
      )}
    </div>
  );
}

/** What confirmations say about items, in the supplier's own words. */
function Said({ detail: { following }, now }: { detail: PurchaseDetail; now: number }): ReactNode {
  return (
    <section aria-label={t("follow.said")}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{t("purchase.theirSku")}</th>
            <th scope="col" data-end>{t("follow.said.quantity")}</th>
            <th scope="col" data-end>{t("follow.said.price")}</th>
            <th scope="col">{t("follow.said.status")}</th>
            <th scope="col">{t("follow.said.shipOn")}</th>
          </tr>
        </thead>
        <tbody>
          {(following?.confirmations ?? []).flatMap(({ at, source, lines }) =>
            lines.map((line) => (
              <tr key={`${at} ${line.sku} ${line.quantity ?? ""} ${line.status}`} title={t("follow.said.from", { by: t("follow.by.file", { name: source }), when: momentText(at, now) })}>
                <td className="num" data-selectable>{line.sku}</td>
                <td data-end>{line.quantity ?? ""}</td>
                <td data-end>{line.price}</td>
                <td>{line.status}</td>
                <td>{line.ship_on}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
