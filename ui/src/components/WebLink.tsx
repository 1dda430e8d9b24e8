import type { ReactNode } from "react";
import { t } from "../i18n/text";
import { ApiError } from "../ipc/client";
import { openLink } from "../ipc/window";
import { showToast } from "./toasts";

/** The address of a page on the web, with the scheme that people leave out; null for anything else. */
export function webAddress(text: string): string | null {
  const trimmed = text.trim();
  // A port is no scheme: nordlicht.example:8443.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(trimmed);
  const address = hasScheme ? trimmed : `https://${trimmed}`;
  if (/\s/.test(trimmed) || !URL.canParse(address)) return null;
  const { protocol, hostname, username } = new URL(address);
  // Digits alone would be read as a computer's number; they are more likely somebody's telephone.
  const isNamed = hasScheme || /\.[a-z][a-z0-9-]*$/i.test(hostname);
  return (protocol === "https:" || protocol === "http:") && isNamed && username === "" ? address : null;
}

export interface WebLinkProps {
  /** As it was typed or read from a file; text that is no address of the web is shown as it is. */
  address: string;
  /** What the link says; the address itself unless told. */
  children?: ReactNode;
}

/** Opens a page in the person's browser, or says why that does not work. */
export const openPage = (url: string): void =>
  void openLink(url).catch((thrown: unknown) => showToast({ mark: "bad", text: [t("link.notOpened"), ApiError.from(thrown).message].join(" ") }));

/** Opens a page in the person's browser. The window itself never leaves our page. */
export function WebLink({ address, children = address }: WebLinkProps): ReactNode {
  const url = webAddress(address);
  if (url === null) return <>{children}</>;
  return (
    <a
      className="link"
      href={url}
      rel="noreferrer"
      data-selectable
      onClick={(event) => {
        event.preventDefault();
        openPage(url);
      }}
    >
      {children}
    </a>
  );
}
