// A small list of buttons that one button opens: commands, attachments, settings of a chat.

import { el } from "./dom.js";

/**
 * A panel and its toggle. Escape, a click elsewhere, or leaving it with Tab closes it.
 * `items`: functions that build its content each time it opens.
 */
export function panel(toggle, className, build) {
  const list = el("div", { class: `panel ${className}`, hidden: true });
  const close = (focus) => {
    list.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
    if (focus) toggle.focus();
  };
  const open = () => {
    list.replaceChildren(...build((focus = true) => close(focus)));
    list.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    list.querySelector("button, select")?.focus();
  };
  toggle.setAttribute("aria-expanded", "false");
  toggle.addEventListener("click", () => (list.hidden ? open() : close(true)));
  const leave = (event) => {
    if (!event.relatedTarget || (!list.contains(event.relatedTarget) && event.relatedTarget !== toggle)) close(false);
  };
  list.addEventListener("focusout", leave);
  list.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.target.matches("select")) return;
      event.preventDefault();
      step(list, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  return list;
}

/** A line of a panel. */
export const item = (label, onclick, detail = null, attributes = {}) =>
  el("button", { type: "button", class: "item", onclick, ...attributes }, el("span", {}, label), detail ? el("small", {}, detail) : null);

function step(list, by) {
  const all = [...list.querySelectorAll("button, select")];
  all.at((all.indexOf(document.activeElement) + by) % all.length)?.focus();
}
