import { ChevronDown, ChevronRight, ChevronUp, Maximize2, X } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-aria-components";
import { t } from "../i18n/text";
import { isMac } from "../keys";
import { Button } from "./Button";
import styles from "./Header.module.css";

export interface Crumb {
  title: string;
  href: string;
}

export interface PageHeaderProps {
  title: ReactNode;
  /** Where this page lies: "Suppliers", "Test orders". */
  crumbs?: readonly Crumb[];
  /** Before the title: a tile. */
  lead?: ReactNode;
  /** After the title: a chip. */
  chip?: ReactNode;
  /** In quieter letters: the day, a count, where and since when. */
  note?: ReactNode;
  /** At the right; the last one is the primary button. */
  actions?: ReactNode;
  /** A line below, for pages without tabs. */
  hasEdge?: boolean;
}

/** The top of a page. Also the place by which the window is moved where it has no title bar of its own. */
export function PageHeader({ title, crumbs = [], lead, chip, note, actions, hasEdge = false }: PageHeaderProps): ReactNode {
  return (
    <header className={styles.page} data-edge={hasEdge || undefined} {...(isMac ? { "data-tauri-drag-region": true } : {})}>
      {crumbs.length > 0 && (
        <nav aria-label={t("common.previous")} className={styles.crumbs}>
          {crumbs.map(({ title: name, href }) => (
            <Fragment key={href}>
              <Link href={href}>{name}</Link>
              <ChevronRight size={13} strokeWidth={2} aria-hidden />
            </Fragment>
          ))}
        </nav>
      )}
      {lead}
      <h1 className="display el">{title}</h1>
      {chip}
      {note !== undefined && <span className={styles.note}>{note}</span>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

export interface PaneHeaderProps {
  lead?: ReactNode;
  title: ReactNode;
  /** Beside a short title, or as a second line below it. */
  note?: ReactNode;
  isTall?: boolean;
  onPrevious?: () => void;
  onNext?: () => void;
  onOpen?: () => void;
  /** Back to the list, where the pane covers it. */
  onClose?: () => void;
  actions?: ReactNode;
}

/** The top of a pane: who it is, and the way to the next. */
export function PaneHeader({ lead, title, note, isTall = false, onPrevious, onNext, onOpen, onClose, actions }: PaneHeaderProps): ReactNode {
  return (
    <header className={styles.pane} data-tall={isTall || undefined}>
      {lead}
      <div className={styles.who}>
        <h2 className="display el">{title}</h2>
        {note !== undefined && <span className={`${styles.paneNote} el`}>{note}</span>}
      </div>
      <div className={styles.paneActions}>
        {actions}
        {onPrevious !== undefined && <Button icon={ChevronUp} look="ghost" size="sm" label={t("common.previous")} hotkey="item.previous" onPress={onPrevious} />}
        {onNext !== undefined && <Button icon={ChevronDown} look="ghost" size="sm" label={t("common.next")} hotkey="item.next" onPress={onNext} />}
        {onOpen !== undefined && <Button icon={Maximize2} look="ghost" size="sm" label={t("common.openFull")} keysOf="list.open" onPress={onOpen} />}
        {onClose !== undefined && <Button icon={X} look="ghost" size="sm" label={t("common.close")} hotkey="app.close" onPress={onClose} />}
      </div>
    </header>
  );
}
