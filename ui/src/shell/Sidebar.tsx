import { Check, ChevronsUpDown, Layers, Search } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton } from "react-aria-components";
import { KeyCap } from "../components/KeyCap";
import { Menu } from "../components/Menu";
import { ShopTile, toTone } from "../components/ShopTile";
import { StatusMark } from "../components/StatusMark";
import { Tooltip } from "../components/Tooltip";
import { formatCount } from "../i18n/format";
import { t } from "../i18n/text";
import { isMac } from "../keys";
import { DESTINATIONS, FOOT_DESTINATIONS, type Destination } from "./destinations";
import { Logo } from "./Logo";
import type { ShellProps } from "./Shell";
import styles from "./Shell.module.css";

type SidebarProps = Omit<ShellProps, "children"> & { onSearch: () => void };

/** A column of 212 pixels, or a rail of 52 where the window is narrow; the rail keeps names as tooltips. */
export function Sidebar({ workspace, workspaceMenu, counts, shops, scope, onScope, sync, place, onGo, onSearch }: SidebarProps): ReactNode {
  const link = (destination: Destination): ReactNode => {
    const { icon: Icon, title, path } = destination;
    const count = counts[destination.place];
    return (
      <Tooltip key={path} text={t(title)} keysOf={destination.hotkey} isElement>
        <a
          href={`#${path}`}
          aria-current={place === destination.place ? "page" : undefined}
          className={styles.link}
          onClick={(event) => {
            event.preventDefault();
            onGo(destination);
          }}
        >
          <Icon size={16} strokeWidth={1.85} aria-hidden />
          <span className={styles.word}>{t(title)}</span>
          {count !== undefined && count > 0 && <span className={styles.count}>{formatCount(count)}</span>}
        </a>
      </Tooltip>
    );
  };

  return (
    <aside className={styles.side} data-pane-stop data-print="none" data-mac={isMac || undefined} {...(isMac ? { "data-tauri-drag-region": true } : {})}>
      <Menu label={t("nav.workspace")} entries={workspaceMenu}>
        <AriaButton className={styles.workspace ?? ""}>
          <Logo />
          <b className={`${styles.word} el`}>{workspace}</b>
          <ChevronsUpDown size={14} strokeWidth={2} aria-hidden className={styles.word} />
        </AriaButton>
      </Menu>
      <AriaButton className={styles.search ?? ""} onPress={onSearch}>
        <Search size={14} strokeWidth={2} aria-hidden />
        <span className={styles.word}>{t("nav.search")}</span>
        <span className={styles.word}>
          <KeyCap of="app.palette" look="quiet" />
        </span>
      </AriaButton>
      <nav aria-label={t("nav.main")} className={styles.nav}>
        {DESTINATIONS.map(link)}
      </nav>
      {shops.length > 0 && (
        <section aria-label={t("nav.shops")} className={styles.shops}>
          <h2>{t("nav.shops")}</h2>
          <ScopeButton isOn={scope === null} onPress={() => onScope(null)} lead={<Layers size={16} strokeWidth={1.85} aria-hidden />}>
            {t("nav.allShops")}
          </ScopeButton>
          {shops.map(({ id, name, tile }) => (
            <ScopeButton key={id} isOn={scope === id} onPress={() => onScope(id)} lead={<ShopTile name={name} tone={toTone(tile)} isDecorative />}>
              {name}
            </ScopeButton>
          ))}
        </section>
      )}
      <div className={styles.foot}>
        <nav aria-label={t("nav.settings")} className={styles.nav}>
          {FOOT_DESTINATIONS.map(link)}
        </nav>
        {sync !== null && (
          <a
            href="#/activity"
            className={styles.sync}
            onClick={(event) => {
              event.preventDefault();
              const activity = FOOT_DESTINATIONS[0];
              if (activity !== undefined) onGo(activity);
            }}
          >
            <StatusMark mark={sync.mark} tone={sync.tone} name="" />
            <span className={styles.word}>
              <span className="el">{sync.title}</span>
              <small className="el">{sync.note}</small>
            </span>
          </a>
        )}
      </div>
    </aside>
  );
}

function ScopeButton({ isOn, onPress, lead, children }: { isOn: boolean; onPress: () => void; lead: ReactNode; children: string }): ReactNode {
  return (
    <button type="button" aria-pressed={isOn} className={styles.scope} onClick={onPress}>
      {lead}
      <span className={`${styles.word} el`}>{children}</span>
      {isOn && <Check size={14} strokeWidth={2} aria-hidden className={styles.tick} />}
    </button>
  );
}
