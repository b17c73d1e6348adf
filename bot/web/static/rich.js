// Telegram's HTML as DOM nodes. Only the tags that the bot may use become elements; all else stays text.

import { el } from "./dom.js";

const TAGS = new Set(["b", "i", "u", "s", "a", "code", "blockquote"]);
const TAG = /<(\/?)([a-z]+)([^<>]*)>/gi;
const HREF = /^\s+href=(?:"([^"]*)"|'([^']*)')\s*$/i;
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"' };
const CLICKABLE = /(https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)])|(?<=^|[\s(«“"])(\/[a-z][a-z_]{1,31})(?![\w/])/g;

/**
 * The nodes of a bot's message.
 * `actions`: `share(link)` for links into the bot, `command(text)` for commands, `newTab` the words for other links.
 */
export function richNodes(html, actions) {
  const root = document.createDocumentFragment();
  const open = [root];
  let position = 0;
  const text = (until) => {
    const inLink = open.some((node) => node.dataset?.tag === "a" || node.dataset?.tag === "code");
    open.at(-1).append(...textNodes(decoded(html.slice(position, until)), inLink ? null : actions));
  };
  for (const match of html.matchAll(TAG)) {
    const [whole, closing, name] = match;
    const tag = name.toLowerCase();
    if (!TAGS.has(tag) || (closing && open.at(-1).dataset?.tag !== tag)) continue;
    text(match.index);
    position = match.index + whole.length;
    if (closing) {
      open.pop();
      continue;
    }
    const node = tag === "a" ? linkNode(address(match[3]), actions) : el(tag);
    node.dataset.tag = tag;
    open.at(-1).append(node);
    open.push(node);
  }
  text(html.length);
  return root;
}

/** The nodes of a text without tags. */
export const plainNodes = (text, actions) => textNodes(text, actions);

/** The link into a bot that an address shares or is: {link, payload}; null for any other address. */
export function botLink(address) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.hostname !== "t.me") return null;
  if (url.pathname === "/share/url") {
    const shared = url.searchParams.get("url") ?? "";
    return { link: shared, payload: botLink(shared)?.payload ?? null };
  }
  return url.searchParams.has("start") ? { link: address, payload: url.searchParams.get("start") } : null;
}

/** Open an address as its button or link should. */
export function follow(address, share) {
  const shared = botLink(address);
  if (shared) share(shared);
  else window.open(address, "_blank", "noopener,noreferrer");
}

function textNodes(text, actions) {
  if (!actions) return [text];
  const nodes = [];
  let position = 0;
  for (const match of text.matchAll(CLICKABLE)) {
    nodes.push(text.slice(position, match.index));
    position = match.index + match[0].length;
    const node = match[1]
      ? linkNode(match[1], actions)
      : el("button", { type: "button", class: "link", onclick: () => actions.command(match[2]) });
    node.append(match[0]);
    nodes.push(node);
  }
  return [...nodes, text.slice(position)];
}

function linkNode(address, actions) {
  if (!/^(https?:\/\/|tel:|mailto:)/i.test(address)) return el("span");
  if (!/^http/i.test(address)) return el("a", { href: address });
  const shared = botLink(address);
  if (shared) return el("button", { type: "button", class: "link", onclick: () => actions.share(shared) });
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: actions.newTab });
}

const address = (attributes) => {
  const match = HREF.exec(attributes);
  return match ? decoded(match[1] ?? match[2]) : "";
};

const decoded = (text) =>
  text.replace(/&(?:(lt|gt|amp|quot)|#(\d+)|#x([0-9a-f]+));/gi, (whole, name, decimal, hex) => {
    if (name) return ENTITIES[name.toLowerCase()];
    const code = parseInt(decimal ?? hex, decimal ? 10 : 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
