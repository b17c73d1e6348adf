// The server's interface. Everything that is shown comes back as an event, so nothing is returned but lists and people.

import { day } from "./day.js";

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.status === 204 ? null : response.json();
}

export const people = () => call("GET", "/api/people");
export const addPerson = (name, language) => call("POST", "/api/people", { name, language });
export const setLanguage = (person, language) => call("PATCH", `/api/people/${person}`, { language });
/** Act as a person, on the day of this page. */
export const act = (person, action, body = {}) =>
  call("POST", `/api/chats/${person}/${action}${day ? `?date=${day}` : ""}`, body);

/** The states of a chat from now on. `lost` is called when the connection breaks, with true when it will not return. */
export function events(person, state, lost) {
  const source = new EventSource(`/api/chats/${person}/events`);
  source.onmessage = (event) => state(JSON.parse(event.data));
  source.onerror = () => lost(source.readyState === EventSource.CLOSED);
  return source;
}
