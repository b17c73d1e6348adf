// Dialogs: a new person, a shared link, a question before something is deleted.

import { el } from "./dom.js";
import { LANGUAGES } from "./words.js";

/** Show a dialog until it is closed. `build(close)` returns its content. The browser keeps the focus inside. */
function show(words, language, title, build) {
  const dialog = el("dialog", { lang: language, "aria-label": title, onclose: () => dialog.remove() });
  const close = () => dialog.close();
  dialog.append(el("h2", {}, title), ...build(close));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
}

/** The options of a phone's language. */
export const languageOptions = (chosen) =>
  Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code, lang: code, selected: code === chosen }, name));

/** Ask for a name and a language; `add(name, language)` gets them. */
export function askPerson(words, language, add) {
  show(words, language, words.addPerson, (close) => {
    const name = el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" });
    const phone = el("select", { name: "language" }, languageOptions(language));
    const submit = (event) => {
      event.preventDefault();
      if (!name.value.trim()) return;
      close();
      add(name.value.trim(), phone.value);
    };
    return [
      el("form", { onsubmit: submit },
        el("label", {}, words.name, name),
        el("label", {}, words.phoneLanguage, phone),
        el("div", { class: "buttons" },
          el("button", { type: "button", class: "quiet", onclick: close }, words.cancel),
          el("button", { class: "strong" }, words.add))),
    ];
  });
}

/** Show a link to copy; with a payload, people can open it. `openAs(person)` is called with one of `others`. */
export function shareLink(words, language, link, others, openAs) {
  show(words, language, words.share, (close) => {
    const field = el("input", { readonly: true, value: link, "aria-label": words.link, onfocus: () => field.select() });
    const copy = el("button", { type: "button", class: "strong", onclick: async () => {
      field.select();
      // Only a page on a secure or loopback address has the clipboard; the selected text can always be copied.
      await navigator.clipboard?.writeText(link).catch(() => {});
      copy.textContent = words.copied;
    } }, words.copy);
    const people = others.map((person) =>
      el("button", { type: "button", class: "quiet wide", onclick: () => { close(); openAs(person); } }, words.openAs(person.name)));
    return [
      el("p", {}, words.shareHint), field, copy, ...people,
      el("button", { type: "button", class: "quiet", onclick: close }, words.close),
    ];
  });
}

/** Ask before something is deleted. */
export function confirmClear(words, language, clear) {
  show(words, language, words.clear, (close) => [
    el("p", {}, words.clearQuestion),
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "quiet", onclick: close }, words.cancel),
      el("button", { type: "button", class: "danger", onclick: () => { close(); clear(); } }, words.clear)),
  ]);
}
