import { useNavigate, useParams } from "@tanstack/react-router";
import { ArchiveRestore, Info, Keyboard, Mail, Palette, Route, ShieldCheck, SlidersHorizontal, Store, Workflow, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "../../components/Header";
import { t } from "../../i18n/text";
import { RoutingSection } from "../routing/RoutingSection";
import { RulesSection } from "../rules/RulesSection";
import { AboutSection } from "./AboutSection";
import { BackupsSection } from "./BackupsSection";
import { CheckSection } from "./CheckSection";
import { KeysSection } from "./KeysSection";
import { LookSection } from "./LookSection";
import { MailSection } from "./MailSection";
import styles from "./Settings.module.css";
import { ShopsSection } from "./ShopsSection";
import { WorkspaceSection } from "./WorkspaceSection";

const SECTIONS = {
  workspace: [SlidersHorizontal, WorkspaceSection],
  shops: [Store, ShopsSection],
  routing: [Route, RoutingSection],
  rules: [Workflow, RulesSection],
  mail: [Mail, MailSection],
  keys: [Keyboard, KeysSection],
  look: [Palette, LookSection],
  backups: [ArchiveRestore, BackupsSection],
  check: [ShieldCheck, CheckSection],
  about: [Info, AboutSection],
} as const satisfies Record<string, readonly [LucideIcon, () => ReactNode]>;

type SectionId = keyof typeof SECTIONS;
const IDS = Object.keys(SECTIONS) as SectionId[];

/** In a narrow window the sections stand in a line that scrolls: the one that is open is in sight. */
const intoView = (link: HTMLElement | null): void => link?.scrollIntoView?.({ block: "nearest", inline: "nearest" });

/** Everything that can be set, section by section; the address names the section. */
export function SettingsPage(): ReactNode {
  const { section } = useParams({ strict: false });
  const navigate = useNavigate();
  const current = IDS.find((id) => id === section) ?? "workspace";
  const [, Section] = SECTIONS[current];
  return (
    <>
      <PageHeader title={t("nav.settings")} hasEdge />
      <div className={styles.page}>
        <nav aria-label={t("settings.sections")} className={styles.nav} data-pane-stop>
          {IDS.map((id) => {
            const [Icon] = SECTIONS[id];
            return (
              <a
                key={id}
                href={`#/settings/${id}`}
                ref={id === current ? intoView : undefined}
                aria-current={id === current ? "page" : undefined}
                className={styles.link}
                onClick={(event) => {
                  event.preventDefault();
                  void navigate({ to: "/settings/$section", params: { section: id } });
                }}
              >
                <Icon size={16} strokeWidth={1.85} aria-hidden />
                {t(`settings.${id}`)}
              </a>
            );
          })}
        </nav>
        <div className={styles.content} data-pane-stop>
          <section className={styles.section} aria-labelledby="settings-title">
            <h2 id="settings-title" className={`${styles.title} display`}>
              {t(`settings.${current}`)}
            </h2>
            <Section key={current} />
          </section>
        </div>
      </div>
    </>
  );
}
