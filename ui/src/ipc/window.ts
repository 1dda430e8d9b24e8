import { isTauri } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";

/** True inside the desktop window, false in a browser. */
export const isDesktop: boolean = isTauri();

/** Zooms the whole page, 1 is 100%. In a browser the browser's own zoom is used and this does nothing. */
export async function setZoom(factor: number): Promise<void> {
  if (!isDesktop) return;
  await getCurrentWebview().setZoom(factor);
}

/** Names the window, for the system's window list. */
export async function setTitle(title: string): Promise<void> {
  document.title = title;
  if (isDesktop) await getCurrentWindow().setTitle(title);
}
