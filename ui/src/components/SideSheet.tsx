import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { t } from "../i18n/text";
import { Button } from "./Button";
import { Layer } from "./Dialog";
import styles from "./SideSheet.module.css";

export interface SideSheetProps {
  title: string;
  /** Below the title: what it is about. */
  note?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** "lg" for tables. */
  size?: "md" | "lg";
  children: ReactNode;
  /** Buttons at the end, the primary one last. */
  actions?: ReactNode;
}

/** Slides in from the right over the page: a form, or what is behind a figure. Escape closes it. */
export function SideSheet({ title, note, isOpen, onClose, size = "md", children, actions }: SideSheetProps): ReactNode {
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={styles.overlay ?? ""}>
      <Modal className={styles.sheet ?? ""} data-size={size}>
        <AriaDialog className={styles.inner ?? ""}>
          <Layer>
            <header className={styles.head}>
              <div className={styles.titles}>
                <Heading slot="title" level={2} className={`${styles.title} display`}>
                  {title}
                </Heading>
                {note !== undefined && <p className={styles.note}>{note}</p>}
              </div>
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
