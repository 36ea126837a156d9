import type { ResourceKind } from '../messages';
import type { Bridge } from './bridge';

/** Brings in what the page's scripts put on the page: images, style sheets, scripts and frames whose addresses the frame itself may not load. */
export function bringResources(bridge: Bridge): void {
  /** Elements whose first attempt, by the browser, fails: their scripts hear nothing of it. */
  const pending = new WeakSet<EventTarget>();
  const wanted = new WeakMap<Element, Map<string, string>>();

  const ask = async (as: ResourceKind, url: string, text?: string) => {
    const answer = await bridge.ask({ kind: 'resource', as, url, ...(text === undefined ? {} : { text }) });
    return typeof answer === 'string' ? answer : undefined;
  };
  const absolute = (address: string | null) => {
    if (address === null || address === '') return undefined;
    try {
      const url = new URL(address, document.baseURI).href;
      return bridge.isWeb(url) ? url : undefined;
    } catch {
      return undefined;
    }
  };

  /** Sets an attribute to what the pane has for its address; the element fails as it would have when the pane has nothing. */
  async function bring(element: Element, attribute: string, as: ResourceKind, url: string): Promise<void> {
    const own = wanted.get(element) ?? new Map<string, string>();
    if (own.get(attribute) === url) return;
    wanted.set(element, own.set(attribute, url));
    pending.add(element);
    const data = await ask(as, url);
    pending.delete(element);
    if (own.get(attribute) !== url) return;
    if (data === undefined) element.dispatchEvent(new Event('error'));
    else if (as === 'frame') element.setAttribute('srcdoc', data);
    else element.setAttribute(attribute, data);
  }
  async function bringCss(text: string, use: (css: string) => void): Promise<void> {
    if (!/url\(\s*["']?(?!data:|#|blob:)[^)\s]|@import/i.test(text)) return;
    const css = await ask('css', document.baseURI, text);
    if (css !== undefined && css !== text) use(css);
  }

  function look(element: Element): void {
    const style = element.getAttribute('style');
    if (style !== null) void bringCss(style, (css) => element.getAttribute('style') === style && element.setAttribute('style', css));
    const source = absolute(element.getAttribute('src'));
    const poster = absolute(element.getAttribute('poster'));
    const link = absolute(element.getAttribute('href'));
    if (poster !== undefined) void bring(element, 'poster', 'file', poster);
    if (element instanceof HTMLStyleElement) void bringCss(element.textContent, (css) => (element.textContent = css));
    else if (element instanceof HTMLLinkElement) {
      if (link !== undefined && element.relList.contains('stylesheet')) void bring(element, 'href', 'sheet', link);
    } else if (element instanceof HTMLIFrameElement) {
      if (source !== undefined) void bring(element, 'src', 'frame', source);
    } else if (element instanceof HTMLScriptElement) return;
    else if (source !== undefined) {
      element.removeAttribute('srcset');
      void bring(element, 'src', 'file', source);
    } else if (element instanceof SVGImageElement && link !== undefined) void bring(element, 'href', 'file', link);
  }

  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'attributes') look(target as Element);
      else if (target instanceof HTMLStyleElement) look(target);
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        look(node);
        for (const inner of node.querySelectorAll('[src], [poster], [style], link[href], style, image[href]')) look(inner);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['src', 'href', 'poster', 'style'] });
  addEventListener('error', (event) => event.target !== null && pending.has(event.target) && event.stopImmediatePropagation(), true);

  // A script that was refused once is spent, and an image off the page is not seen by the observer: for them the property itself is replaced.
  for (const [prototype, as] of [[HTMLScriptElement.prototype, 'script'], [HTMLImageElement.prototype, 'file']] as const) {
    const property = Object.getOwnPropertyDescriptor(prototype, 'src');
    if (!property?.set) continue;
    Object.defineProperty(prototype, 'src', {
      ...property,
      set(this: HTMLScriptElement | HTMLImageElement, value: unknown) {
        const url = absolute(String(value));
        if (url === undefined) return property.set?.call(this, value);
        void bring(this, 'src', as, url);
      },
    });
  }
}
