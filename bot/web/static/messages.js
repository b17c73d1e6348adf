// A message as a bubble, with its keyboard.

import { el, iconButton } from "./dom.js";
import { botLink, follow, plainNodes, richNodes } from "./rich.js";
import { clockTime, dayName } from "./words.js";

const EMOJI = { voice: "🎤", photo: "🖼️", sticker: "👍", location: "📍", contact: "👤" };

/**
 * The article of a message.
 * `context`: words, botName(), chatId, and the actions press(message, button, node), share(link),
 * command(text), edit(message).
 */
export function messageNode(message, context) {
  const { words } = context;
  const textId = `text-${context.chatId}-${message.id}`;
  const author = message.own ? words.you : context.botName();
  const article = el(
    "article",
    // One's own words are no news; the bot's are read out as they come.
    { class: `message ${message.own ? "own" : "bot"}`, tabindex: "-1", "aria-labelledby": textId, "aria-live": message.own ? "off" : null },
    el(
      "div",
      { class: `bubble${message.kind === "sticker" ? " sticker" : ""}` },
      el("div", { class: "text", id: textId }, el("span", { class: "unseen" }, `${author}: `), document_(message), body(message, context)),
      meta(message, context),
    ),
    message.keyboard.length ? keyboard(message, context) : null,
  );
  article.dataset.id = message.id;
  return article;
}

/** The line that separates days. */
export const dayNode = (seconds, language) => el("p", { class: "day" }, dayName(seconds, language));

/** Where the focus stands in a message: [row, column] of a button, or null. */
export function focusedButton(article) {
  const { activeElement } = document;
  const row = article.contains(activeElement) ? activeElement.closest(".row") : null;
  return row ? [[...row.parentNode.children].indexOf(row), [...row.children].indexOf(activeElement)] : null;
}

/** The button at a position, where there is one. */
export const buttonAt = (article, [row, column]) => article.querySelectorAll(".row")[row]?.children[column] ?? null;

/** A file that the bot sent: its name is enough here. */
const document_ = (message) => (message.document ? el("span", { class: "document" }, `📄 ${message.document}`) : null);

function body(message, context) {
  const actions = { share: context.share, command: context.command, newTab: context.words.newTab };
  if (message.kind === "sticker") return [el("span", { class: "unseen" }, context.words.sticker), el("span", { "aria-hidden": "true" }, EMOJI.sticker)];
  if (message.kind) return `${EMOJI[message.kind]} ${context.words[message.kind]}`;
  if (message.own) return message.text;
  if (message.text === null) return null;
  // Equal texts hold neither tag nor entity: what looks like a tag then is meant as it stands.
  return message.html === message.text ? plainNodes(message.text, actions) : richNodes(message.html, actions);
}

function meta(message, context) {
  const time = clockTime(message.date);
  return el(
    "div",
    { class: "meta" },
    message.editable ? iconButton("edit", context.words.edit, () => context.edit(message), { class: "icon-button edit-own" }) : null,
    message.edited && message.own ? el("span", {}, context.words.edited) : null,
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, time),
    message.own ? el("span", { class: "ticks", "aria-hidden": "true" }, message.seen ? "✓✓" : "✓") : null,
  );
}

function keyboard(message, context) {
  const node = (button) =>
    button.url
      ? el("button", { type: "button", class: "key url", onclick: () => follow(button.url, context.share) },
          button.text, botLink(button.url) ? null : el("span", { class: "unseen" }, ` (${context.words.newTab})`))
      : el("button", { type: "button", class: "key", onclick: (event) => context.press(message, button, event.currentTarget) }, button.text);
  return el("div", { class: "keyboard" }, message.keyboard.map((row) => el("div", { class: "row" }, row.map(node))));
}
