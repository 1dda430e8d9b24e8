import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { I18nProvider, RouterProvider as AriaRouterProvider } from "react-aria-components";
import { showToast } from "./components/toasts";
import { useLanguage } from "./i18n/text";
import { followChanges } from "./ipc/events";
import { createQueryClient, type Failure } from "./ipc/queries";
import { tellWhenReady } from "./ipc/window";
import { followLook } from "./look";
import { createAppRouter } from "./routes";
import { followWorkspaceLook } from "./workspaceLook";

function reportFailure({ title, error }: Failure): void {
  showToast({ mark: "bad", text: [title, error.message, error.action].filter(Boolean).join(" "), seconds: 20 });
}

export function App(): ReactNode {
  const language = useLanguage();
  const [client] = useState(() => createQueryClient(reportFailure));
  const [router] = useState(createAppRouter);
  useEffect(() => followLook(), []);
  useEffect(() => followChanges(client), [client]);
  useEffect(() => followWorkspaceLook(client), [client]);
  useEffect(() => tellWhenReady(client), [client]);
  return (
    <I18nProvider locale={language}>
      <AriaRouterProvider navigate={(path) => void router.navigate({ to: path })} useHref={(path) => `#${path}`}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AriaRouterProvider>
    </I18nProvider>
  );
}
