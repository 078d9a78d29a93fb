/* What pages do beyond what they say: countdowns, times where the reader is, search and favourites.
   A classic script without parts, since pages that are opened as files load no modules. Texts are
   put in as texts, never as markup. */
(function () {
  "use strict";
  var html = document.documentElement;
  var words = JSON.parse(html.dataset.words);
  var lang = html.lang === "zh" ? "zh-CN" : "en-GB";
  var HOUR = 3600, DAY = 86400;

  function say(key, values) {
    return Object.keys(values || {}).reduce(function (text, name) {
      return text.replace("{" + name + "}", values[name]);
    }, words[key] || key);
  }
  function now() { return Math.floor(Date.now() / 1000); }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function make(name, content, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    [].concat(content === undefined || content === null ? [] : content).forEach(function (part) {
      element.append(part);
    });
    return element;
  }

  /* ---- What is kept in the browser: nothing where it keeps nothing */
  function kept(key) {
    try { return JSON.parse(localStorage.getItem("confradar-" + key)); } catch (error) { return null; }
  }
  function keep(key, value) {
    try { localStorage.setItem("confradar-" + key, JSON.stringify(value)); } catch (error) { /* not kept */ }
  }
  var starred = new Set([].concat(kept("starred") || []).filter(function (id) { return typeof id === "string"; }));
  function star(button, id, name) {
    function show() {
      var on = starred.has(id);
      button.textContent = on ? "\u2605" : "\u2606";
      button.setAttribute("aria-pressed", String(on));
    }
    button.setAttribute("aria-label", say("star", { name: name }));
    button.hidden = false;
    button.addEventListener("click", function () {
      if (!starred.delete(id)) { starred.add(id); }
      keep("starred", Array.from(starred).sort());
      show();
    });
    show();
  }
  all("button[data-star]").forEach(function (button) {
    star(button, button.dataset.star, document.querySelector("h1").textContent);
  });

  /* ---- Light and dark */
  var theme = kept("theme");
  if (theme === "light" || theme === "dark") { html.dataset.theme = theme; }
  var toggle = make("button", "", { type: "button", "class": "theme" });
  function dark() {
    return (html.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  }
  function named() { toggle.textContent = say(dark() ? "light" : "dark"); }
  toggle.addEventListener("click", function () {
    html.dataset.theme = dark() ? "light" : "dark";
    keep("theme", html.dataset.theme);
    named();
  });
  named();
  document.querySelector("header").append(toggle);

  /* ---- Times */
  function amount(seconds) {
    if (seconds >= 48 * HOUR) { return say("days", { n: Math.floor(seconds / DAY) }); }
    var minutes = say("minutes", { n: Math.floor(seconds % HOUR / 60) });
    return seconds < HOUR ? minutes : say("hours", { n: Math.floor(seconds / HOUR) }) + (seconds < 6 * HOUR ? " " + minutes : "");
  }
  function countdown(element) {
    var at = Number(element.dataset.at), time = now(), text;
    if (at < time) {
      text = say("passed");
    } else if (element.hasAttribute("data-est")) {
      var ready = Number(element.dataset.ready);
      text = "~ " + (ready > time ? amount(ready - time) : say("any_day"));
    } else {
      text = amount(at - time);
    }
    if (element.textContent !== text) { element.textContent = text; }
  }
  var clock = new Intl.DateTimeFormat(lang, {
    weekday: "short", day: "numeric", month: "short", year: "numeric",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short"
  });
  function yours(seconds, wholeDay) {
    return say(wholeDay ? "until" : "yours", { time: clock.format(new Date(seconds * 1000)) });
  }
  all(".when time[datetime]:not([data-est])").forEach(function (time) {
    var seconds = Date.parse(time.getAttribute("datetime")) / 1000;
    time.parentNode.append(make("span", yours(seconds, time.hasAttribute("data-day")), { "class": "yours" }));
  });
  function tick() {
    var time = now();
    all(".left[data-at]").forEach(countdown);
    all(".coming tr[data-at]").forEach(function (row) { row.hidden = Number(row.dataset.at) < time; });
  }
  tick();
  setInterval(tick, 1000);
  var today = new Date().toISOString().slice(0, 10);
  all(".coming tr[data-last]").forEach(function (row) { row.hidden = row.dataset.last < today; });
  all("time[data-age]").forEach(function (time) {
    var days = Math.floor((Date.now() - Date.parse(time.getAttribute("datetime"))) / 1000 / DAY);
    if (days > 0) { time.after(" (" + say("old", { n: days }) + ")"); }
  });

  /* ---- Calendars that follow */
  if (/^https?:$/.test(location.protocol)) {
    all("a[data-calendar]").forEach(function (link) {
      var address = link.href.replace(/^https?:/, "webcal:");
      link.after(" ", make("a", say("subscribe"), { href: address }), " ");
    });
  }
  all("a[data-language]").forEach(function (link) {
    link.addEventListener("click", function () { link.href = link.href.split("#")[0] + location.hash; });
  });

  /* ---- Search on the front page */
  var finder = document.getElementById("finder");
  if (!finder || typeof confradarData === "undefined") { return; }
  var data = window.confradarData;
  var ID = 0, ACRONYM = 1, NAME = 2, FURTHER = 3, KIND = 4, TOPICS = 5, CCF = 6, CORE = 7, THCPL = 8, H5 = 9, COUNTRY = 10, PLACE = 11, POINTS = 12;
  var STEP = 40, shown = STEP;
  var root = finder.dataset.root;
  function fold(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  var places = {};
  data.topics.forEach(function (topic, place) { places[topic[0]] = place; });
  var lines = data.topics.map(function (topic) {
    var line = [];
    for (var id = topic[0]; id && places[id] !== undefined && line.indexOf(id) < 0; id = data.topics[places[id]][1]) { line.push(id); }
    return line;
  });
  function readyOf(point) { return point[1] === 2 ? Math.min(point[5], point[0]) : point[0]; }
  var time = now();
  var venues = data.venues.map(function (row) {
    var areas = new Set();
    row[TOPICS].forEach(function (place) { lines[place].forEach(function (id) { areas.add(id); }); });
    var names = Array.from(areas).map(function (id) { return data.topics[places[id]].slice(2).join("\n"); });
    var points = row[POINTS].filter(function (point) { return point[0] >= time; });
    points.sort(function (one, other) { return Math.max(readyOf(one), time) - Math.max(readyOf(other), time); });
    var open = points.filter(function (point) { return point[2] !== "commitment"; })[0];
    return {
      row: row, areas: areas, points: points,
      text: fold([row[ID], row[ACRONYM], row[NAME], row[FURTHER], row[PLACE]].concat(names).join("\n")),
      name: fold(row[ACRONYM]),
      open: open ? Math.max(readyOf(open), time) : points.length ? 1e12 : 2e12,
      rank: ("ABC".indexOf(row[CCF] || "?") + 4) % 4 * 10 + (["A*", "A", "B", "C"].indexOf(row[CORE]) + 5) % 5
    };
  });
  var RANKS = { ccf: CCF, core: CORE };
  var ORDERS = {
    "": function (one, other) { return one.open - other.open; },
    name: function (one, other) { return one.name < other.name ? -1 : one.name > other.name ? 1 : 0; },
    rank: function (one, other) { return one.rank - other.rank || other.row[H5] - one.row[H5]; },
    h5: function (one, other) { return other.row[H5] - one.row[H5]; }
  };
  venues.forEach(function (venue) { if (!venue.row[CCF] && !venue.row[CORE]) { venue.rank = 99; } });

  function asked() {
    var found = new URLSearchParams();
    new FormData(finder).forEach(function (value, name) {
      if (String(value).trim()) { found.set(name, String(value).trim()); }
    });
    return found;
  }
  function wanted(point, certainty, month) {
    if (certainty === "announced" && point[1] === 2 || certainty === "estimated" && point[1] !== 2) { return false; }
    return !month || new Date(readyOf(point) * 1000).toISOString().slice(0, 7) === month;
  }
  function matching(query) {
    var parts = fold(query.get("q") || "").split(/\s+/).filter(Boolean);
    var kind = query.get("kind") ? data.kinds.indexOf(query.get("kind")) : null;
    var topic = query.get("topic"), certainty = query.get("certainty"), month = query.get("month");
    var where = query.get("where") ? query.get("where").split(" ") : null;
    var found = [];
    venues.forEach(function (venue) {
      var row = venue.row;
      if (topic && !venue.areas.has(topic) || kind !== null && row[KIND] !== kind ||
          Object.keys(RANKS).some(function (name) { return query.get(name) && row[RANKS[name]] !== query.get(name); }) ||
          where && where.indexOf(row[COUNTRY]) < 0 || query.get("starred") && !starred.has(row[ID]) ||
          !parts.every(function (part) { return venue.text.indexOf(part) >= 0; })) { return; }
      var point = venue.points.filter(function (item) { return wanted(item, certainty, month); })[0];
      if (point || !certainty && !month) { found.push({ venue: venue, point: point }); }
    });
    return found.sort(function (one, other) { return (ORDERS[query.get("sort") || ""] || ORDERS[""])(one.venue, other.venue); });
  }
  var dayOf = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  function aoeDay(seconds) { return dayOf.format(new Date((seconds - 12 * HOUR) * 1000)); }
  function when(point) {
    var what = (words["due." + point[2]] || point[2]) + " " + point[4] + (point[3] ? say("round", { n: point[3] }) : "") + ": ";
    if (point[1] === 2) {
      return [what, make("span", [make("time", "~ " + aoeDay(point[5]) + " \u2013 " + aoeDay(point[6])), " ",
        make("span", say("estimated"), { "class": "badge est" })], { "class": "when est" })];
    }
    var parts = [make("time", point[5], { datetime: new Date(point[0] * 1000).toISOString() })];
    if (point[1] === 1) { parts.push(" ", make("span", say("tentative"), { "class": "badge" })); }
    parts.push(make("span", yours(point[0], !/\d:\d/.test(point[5])), { "class": "yours" }));
    return [what, make("span", parts, { "class": "when" })];
  }
  var rows = new Map();  /* a row is made once */
  function line(found) {
    var key = found.venue.row[ID] + " " + (found.point ? found.point.slice(0, 4).join(" ") : "");
    if (!rows.has(key)) { rows.set(key, made(found)); }
    return rows.get(key);
  }
  function made(found) {
    var row = found.venue.row, point = found.point;
    var button = make("button", "", { type: "button", "class": "star" });
    star(button, row[ID], row[ACRONYM]);
    var left = make("td", "", { "class": "left" });
    if (point) {
      left.dataset.at = point[0];
      left.dataset.ready = readyOf(point);
      if (point[1] === 2) { left.setAttribute("data-est", ""); }
      countdown(left);
    }
    var ranks = [["CCF", row[CCF]], ["CORE", row[CORE]], ["TH\u2011CPL", row[THCPL]], ["h5", row[H5]]].filter(function (pair) { return pair[1]; });
    return make("tr", [
      make("td", button),
      make("th", [make("a", row[ACRONYM], { href: root + "venues/" + encodeURIComponent(row[ID]) + ".html" }), " ", make("span", row[NAME], { "class": "note" })], { scope: "row" }),
      make("td", point ? when(point) : ""),
      left,
      make("td", ranks.map(function (pair) { return pair.join("\u00a0"); }).join(", ")),
      make("td", row[PLACE])
    ], point && point[1] === 2 ? { "class": "est" } : {});
  }
  var body = document.getElementById("rows"), more = document.getElementById("more");
  function show() {
    var found = matching(asked());
    body.replaceChildren.apply(body, found.slice(0, shown).map(line));
    document.getElementById("count").textContent = found.length
      ? say("shown", { shown: Math.min(shown, found.length), total: found.length }) : say("none");
    more.hidden = found.length <= shown;
  }
  function changed() {
    shown = STEP;
    var text = asked().toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    show();
  }
  function restored() {
    var query = new URLSearchParams(location.hash.length > 1 ? location.hash.slice(1) : location.search);
    Array.from(finder.elements).forEach(function (field) {
      if (!field.name) { return; }
      if (field.type === "checkbox") { field.checked = Boolean(query.get(field.name)); }
      else { field.value = query.get(field.name) || ""; }
    });
    shown = STEP;
    show();
  }
  finder.addEventListener("input", changed);
  finder.addEventListener("submit", function (event) { event.preventDefault(); });
  finder.addEventListener("reset", function () { setTimeout(changed); });
  more.addEventListener("click", function () {
    var before = body.children.length;
    shown += STEP;
    show();
    var next = body.children[before];
    if (next) { next.querySelector("a").focus(); }
  });
  window.addEventListener("hashchange", restored);
  finder.hidden = false;
  document.getElementById("found").hidden = false;
  document.getElementById("soon").hidden = true;
  restored();
}());
