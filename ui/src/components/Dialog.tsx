import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { LayerContext, useHotkey, useLayer } from "../hotkeys";
import type { HotkeyId } from "../hotkeys.table";
import { t } from "../i18n/text";
import { Button } from "./Button";
import styles from "./Dialog.module.css";

/** Keys of the page behind are silent while this is mounted. */
export function Layer({ children }: { children: ReactNode }): ReactNode {
  return <LayerContext value={useLayer()}>{children}</LayerContext>;
}

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: "md" | "lg";
  children: ReactNode;
  /** Buttons at the end, the safe choice first and with autoFocus. */
  actions?: ReactNode;
  /** "alertdialog" for a question that interrupts. */
  role?: "dialog" | "alertdialog";
}

/** For what cannot be undone, and for short forms. Escape is always the safe way out. */
export function Dialog({ title, isOpen, onClose, size = "md", children, actions, role = "dialog" }: DialogProps): ReactNode {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={role === "dialog"} className={styles.overlay ?? ""}>
      <Modal className={styles.dialog ?? ""} data-size={size}>
        <AriaDialog role={role} className={styles.inner ?? ""}>
          <Layer>
            <header className={styles.head}>
              <Heading slot="title" level={2} className={`${styles.title} display`}>
                {title}
              </Heading>
              <Button icon={X} look="ghost" size="sm" label={t("common.close")} onPress={onClose} />
            </header>
            <div className={styles.body}>{children}</div>
            {actions !== undefined && <footer className={styles.foot}>{actions}</footer>}
          </Layer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ReviewLine {
  id: string;
  title: ReactNode;
  /** Second line: how it is paid, when it arrives. */
  note?: ReactNode;
  value: ReactNode;
}

export interface ReviewSheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** What will happen, line by line. */
  lines: readonly ReviewLine[];
  /** Lines that are left out; the key X and a click change this. */
  leftOut: ReadonlySet<string>;
  onLeaveOut: (id: string, isLeftOut: boolean) => void;
  /** Names and values of the columns: "Supplier", "To pay". */
  headings: { title: string; value: string };
  total: { label: string; value: ReactNode };
  /** Repeats the number: "Forward 33 orders". */
  confirm: { label: string; onPress: () => void; isPending?: boolean; isDisabled?: boolean; hotkey?: HotkeyId };
  note?: ReactNode;
  /** What stands below the lines and scrolls with them. */
  below?: ReactNode;
}

/** Slides over the pane before many things happen at once: each is listed, any may be left out, Enter sends. */
export function ReviewSheet({ title, isOpen, onClose, lines, leftOut, onLeaveOut, headings, total, confirm, note, below }: ReviewSheetProps): ReactNode {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={styles.sheetOverlay ?? ""}>
      <Modal className={styles.sheet ?? ""}>
        <AriaDialog className={styles.inner ?? ""}>
          <Layer>
            <header className={styles.head}>
              <Heading slot="title" level={2} className={`${styles.title} display`}>
                {title}
              </Heading>
              <Button icon={X} look="ghost" size="sm" label={t("common.close")} onPress={onClose} />
            </header>
            <ReviewTable lines={lines} leftOut={leftOut} onLeaveOut={onLeaveOut} headings={headings} total={total} below={below} />
            {note !== undefined && <p className={styles.sheetNote}>{note}</p>}
            <footer className={styles.sheetFoot}>
              <ConfirmKey {...confirm} />
              <Button onPress={onClose}>{t("common.cancel")}</Button>
            </footer>
          </Layer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function ConfirmKey({ label, onPress, isPending, isDisabled, hotkey = "decision.apply" }: ReviewSheetProps["confirm"]): ReactNode {
  return (
    <Button look="primary" isWide autoFocus hotkey={hotkey} isPending={isPending} isDisabled={isDisabled} onPress={onPress}>
      {label}
    </Button>
  );
}

type ReviewTableProps = Pick<ReviewSheetProps, "lines" | "leftOut" | "onLeaveOut" | "headings" | "total" | "below">;

function ReviewTable({ lines, leftOut, onLeaveOut, headings, total, below }: ReviewTableProps): ReactNode {
  useHotkey("list.select", () => {
    const id = document.activeElement?.closest("[data-line]")?.getAttribute("data-line");
    if (id != null) onLeaveOut(id, !leftOut.has(id));
  });
  return (
    <div className={styles.review}>
      <table>
        <thead>
          <tr>
            <th scope="col">{headings.title}</th>
            <th scope="col">{headings.value}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, title, note, value }) => (
            <tr key={id} data-line={id} data-out={leftOut.has(id) || undefined}>
              <th scope="row">
                <label className={styles.line}>
                  <input type="checkbox" checked={!leftOut.has(id)} onChange={(event) => onLeaveOut(id, !event.target.checked)} />
                  <span>
                    <span className="b5">{title}</span>
                    {note !== undefined && <span className={styles.lineNote}>{note}</span>}
                  </span>
                </label>
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{total.label}</th>
            <td>{total.value}</td>
          </tr>
        </tfoot>
      </table>
      {below}
    </div>
  );
}
