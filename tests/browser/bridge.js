// Stands where Tauri's own script stands in the window: calls go out by HTTP to the real engine, events come in as
// a stream. Only the browser checks load it.
(() => {
  const callbacks = new Map();
  const listeners = new Map();
  let next = 1;

  const transformCallback = (callback, once = false) => {
    const id = next++;
    callbacks.set(id, (value) => {
      if (once) callbacks.delete(id);
      return callback?.(value);
    });
    return id;
  };

  const listen = ({ event, handler }) => {
    listeners.set(handler, event);
    return handler;
  };

  const unregisterListener = (_event, id) => {
    listeners.delete(id);
    callbacks.delete(id);
  };

  const invoke = async (command, fields = {}) => {
    if (command === "plugin:event|listen") return listen(fields);
    if (command === "plugin:event|unlisten") return unregisterListener(fields.event, fields.eventId);
    const answer = await fetch(`/ipc/${encodeURIComponent(command)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
    const { ok, error } = await answer.json();
    if (answer.headers.get("stockless-outcome") === "ok") return ok;
    throw error;
  };

  new EventSource("/events").onmessage = (message) => {
    const { event, payload } = JSON.parse(message.data);
    for (const [id, name] of listeners) {
      if (name === event) callbacks.get(id)?.({ event, id, payload });
    }
  };

  const label = { label: "main", windowLabel: "main" };
  globalThis.isTauri = true;
  globalThis.__TAURI_INTERNALS__ = {
    invoke,
    transformCallback,
    unregisterCallback: (id) => callbacks.delete(id),
    metadata: { currentWindow: label, currentWebview: label },
  };
  globalThis.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener };
})();
