/**
 * Links that programs print. They are followed only on purpose (Ctrl or Cmd and a click), to the web only, and tell the
 * target nothing of this page.
 */
import { WebLinksAddon } from "@xterm/addon-web-links";
import type { ILinkHandler } from "@xterm/xterm";

/** For links that a program marked itself (OSC 8). */
export const linkHandler: ILinkHandler = {
  activate: (event, uri) => openLink(event, uri),
  allowNonHttpProtocols: false,
};

/** For addresses in the text, also those that go on in the next row. */
export function webLinks(): WebLinksAddon {
  return new WebLinksAddon((event, uri) => openLink(event, uri));
}

function openLink(event: MouseEvent, uri: string): void {
  if ((event.ctrlKey || event.metaKey) && /^https?:\/\//i.test(uri)) {
    window.open(uri, "_blank", "noopener,noreferrer");
  }
}
