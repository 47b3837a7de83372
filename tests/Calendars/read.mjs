// Reads a calendar from the standard input with ical.js and writes what it understood, one JSON object.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const say = (event, name) => event.getFirstPropertyValue(name)?.toString();
const events = calendar.getAllSubcomponents("vevent").map((event) => ({
  uid: say(event, "uid"),
  sequence: Number(say(event, "sequence")),
  status: say(event, "status"),
  summary: say(event, "summary"),
  location: say(event, "location"),
  zone: event.getFirstProperty("dtstart").getParameter("tzid"),
  starts: say(event, "dtstart"),
  ends: say(event, "dtend"),
  utc: event.getFirstPropertyValue("dtstart").toJSDate().toISOString(),
}));
console.log(JSON.stringify({ method: say(calendar, "method"), version: say(calendar, "version"), events }));
