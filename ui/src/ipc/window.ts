import { isTauri } from "@tauri-apps/api/core";
import type { QueryClient } from "@tanstack/react-query";
import { send } from "./client";

/** True inside the desktop window, false in a browser. */
export const isDesktop: boolean = isTauri();

/** Zooms the whole page, 1 is 100%. In a browser the browser's own zoom is used and this does nothing. */
export async function setZoom(factor: number): Promise<void> {
  if (isDesktop) await send("host_set_zoom", { factor });
}

/** Names the window, for the system's window list. */
export async function setTitle(title: string): Promise<void> {
  document.title = title;
  if (isDesktop) await send("host_set_title", { title });
}

/** Opens a page of the web in the person's browser. */
export async function openLink(url: string): Promise<void> {
  if (isDesktop) await send("host_open_link", { url });
  else window.open(url, "_blank", "noopener,noreferrer");
}

/** Tells the window once when a page has painted its first answer, so that the start can be measured. */
export function tellWhenReady(client: QueryClient): () => void {
  const stop = client.getQueryCache().subscribe(({ type, query }) => {
    // The frame's own answer comes before the page's; a person waits for the page.
    if (type !== "updated" || query.state.status !== "success" || query.queryKey[0] === "workspace_state") return;
    stop();
    // The second frame begins when the first one, with the answer in it, is on the screen.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        send("host_ready", {}).catch(() => {
          // Nobody measures in a browser.
        });
      });
    });
  });
  return stop;
}
