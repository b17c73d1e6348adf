// The day that this page plays: ?date=2027-01-01. Without one, or with what is no day, it is today.

const asked = new URLSearchParams(location.search).get("date");

/** Whether the address names a day that there is not. */
export const wrongDay = asked !== null && !isDay(asked);

/** "2027-01-01", or null. */
export const day = wrongDay ? null : asked;

/** 01.01.2027 */
export const shownDay = day?.split("-").reverse().join(".");

function isDay(text) {
  const read = new Date(`${text}T00:00:00Z`);
  return /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && !isNaN(read) && read.toISOString().startsWith(text);
}

/** Leave the day: the same page, as on today. */
export function leaveDay() {
  const address = new URL(location.href);
  address.searchParams.delete("date");
  location.assign(address);
}
