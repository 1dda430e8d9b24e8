import { X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../i18n/text";
import styles from "./Banner.module.css";
import { Button } from "./Button";
import { StatusMark } from "./StatusMark";

export interface BannerProps {
  look?: "neutral" | "bad";
  /** In place of the octagon or of nothing. */
  icon?: ReactNode;
  /** The cause: "Trailkin has refused the sign-in since 06:10". */
  title: string;
  /** The effect. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  /** Only where nothing is broken. */
  onClose?: () => void;
}

/** Over the area it speaks of, under the header. */
export function Banner({ look = "neutral", icon, title, children, action, onClose }: BannerProps): ReactNode {
  return (
    <div role={look === "bad" ? "alert" : "status"} className={styles.banner} data-look={look}>
      <span className={styles.icon}>{icon ?? (look === "bad" ? <StatusMark mark="bad" name="" size={16} /> : null)}</span>
      <div className={styles.text}>
        <span className="b5">{title}</span> {children !== undefined && <span className="t2">{children}</span>}
      </div>
      {action !== undefined && <div className={styles.actions}>{action}</div>}
      {onClose !== undefined && <Button icon={X} look="ghost" size="sm" label={t("common.close")} onPress={onClose} />}
    </div>
  );
}
