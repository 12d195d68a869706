// Set up once, whatever Streamlit redraws.
if (!window.opcSetUp) {
  window.opcSetUp = true;
  // Streamlit has set its own by now, once for the whole visit.
  document.querySelector('link[rel~="icon"]').href = window.opcIcon;

  // Charts have their words beside their marks where the page has room for them. The server cannot see how much there
  // is: a switch that nobody sees tells it (opc/ui/room.py).
  const ROOM = 940;
  const measure = () => {
    const page = document.querySelector(".stMainBlockContainer");
    // Paper is laid out in a moment in which nothing can be drawn anew.
    if (!page || window.matchMedia("print").matches) return;
    const narrow = document.querySelector(".st-key-narrow input");
    // A run in progress is let come to its end: one that a link has begun would be lost, with all that it changes.
    const rests = document.querySelector('[data-testid="stApp"]').dataset.testScriptState === "notRunning";
    if (narrow && rests && narrow.checked !== page.clientWidth < ROOM) narrow.click();
    // On paper charts are as wide as they are here, on any page.
    const { paddingLeft, paddingRight } = getComputedStyle(page);
    const inner = page.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight);
    document.documentElement.style.setProperty("--page", `${inner}px`);
  };
  // Streamlit names its own parts in English, whatever the language of the page.
  const named = (words) => {
    for (const [pattern, here] of window.opcSpoken) {
      const found = new RegExp(pattern).exec(words);
      if (found) return here.replace("$1", () => found[1]);
    }
    return words;
  };
  const name = () => {
    // What is read aloud of our own charts, links and copied words is in the language of the page.
    for (const attribute of ["aria-label", "aria-valuetext"]) {
      for (const part of document.querySelectorAll(`:is(section, button, span, input)[${attribute}]:not(.opc-copy)`)) {
        const words = part.getAttribute(attribute);
        if (named(words) !== words) part.setAttribute(attribute, named(words));
      }
    }
    const skip = document.querySelector('[data-testid="stSkipToContent"]')?.firstChild;
    if (skip && named(skip.nodeValue) !== skip.nodeValue) skip.nodeValue = named(skip.nodeValue);
  };

  // A link may lead to a part of a page, which is there only when the page is drawn: a browser looks for it too early.
  let wanted = "";
  const seek = () => { wanted = decodeURIComponent(window.location.hash.slice(1)); };
  const arrive = () => {
    const place = wanted && document.getElementById(wanted);
    if (!place) return;
    wanted = "";
    place.scrollIntoView();
    // Who reads by keyboard or ear goes on from there.
    place.focus({ preventScroll: true });
  };
  seek();
  window.addEventListener("popstate", seek);

  // A table that the reader has unfolded stays so when the page is drawn anew with other figures: it is known by its page
  // and its place there.
  const unfolded = new Set();
  const folds = () => [...document.querySelectorAll("details.opc-fold")].map((fold, at) => [fold, `${window.location.pathname} ${at}`]);
  const unfold = () => { for (const [fold, place] of folds()) if (unfolded.has(place) && !fold.open) fold.open = true; };
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("details.opc-fold > summary")?.parentElement;
    // Before the browser does what was asked for.
    for (const [fold, place] of folds()) if (fold === chosen) unfolded[fold.open ? "delete" : "add"](place);
  });

  // On a phone the rows of a wide table stand one below the other, each cell after its heading (style.css). Headings are
  // told here and not sent with each cell; and so is what all parts are, for to some browsers what is not laid out as a
  // table is none.
  const WIDE = ".opc-table:not(.opc-matrix) table:has(th:nth-child(5)):not([role])";
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  const tell = () => {
    for (const table of document.querySelectorAll(WIDE)) {
      const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
      for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, at) => { cell.dataset.heading = headings[at]; });
      for (const part of [...table.querySelectorAll("thead, tbody, tr, th, td"), table]) part.setAttribute("role", ROLES[part.tagName]);
    }
  };

  // Looked at now and then, and not only when the window changes: the switch comes when Streamlit has loaded it, and
  // begins anew with a new session. The side bar slides, and where it ends is seen a moment later.
  // A chart that is drawn anew while a preview of paper is shown has the colours of the screen again.
  setInterval(() => { measure(); name(); tell(); arrive(); unfold(); if (preview.matches) paint(true); }, 200);

  // On paper a chart keeps the size and the place of its words that it has on the screen, in the colours of the light
  // theme: nothing can be drawn anew while paper is laid out.
  const rgb = (colour) => `rgb(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(", ")})`;
  const inks = Object.entries(window.opcPaper).flatMap(([dark, light]) => [[dark.toLowerCase(), light], [rgb(dark), light]]);
  const ink = new RegExp(inks.map(([dark]) => dark.replace(/[()]/g, "\\$&")).join("|"), "gi");
  const lights = Object.fromEntries(inks);
  const light = (words) => words.replace(ink, (found) => lights[found.toLowerCase()]);
  window.opcLight = light;
  const screens = new Map();
  const paint = (paper) => {
    for (const [part, before] of screens) for (const [name, value] of before) part.setAttribute(name, value);
    screens.clear();
    if (!paper) {
      for (const rows of document.querySelectorAll(".opc-rows")) rows.remove();
      return;
    }
    for (const part of document.querySelectorAll(".js-plotly-plot :is([style], [fill], [stroke])")) {
      const here = ["style", "fill", "stroke"].map((name) => [name, part.getAttribute(name)]).filter(([, value]) => value);
      screens.set(part, here);
      for (const [name, value] of here) part.setAttribute(name, light(value));
    }
    for (const plot of document.querySelectorAll(".js-plotly-plot:not(:has(.opc-rows))")) cut(plot);
    const address = link(document.querySelector("[data-share]")?.dataset.share ?? "");
    for (const place of document.querySelectorAll(".opc-address")) place.textContent = address;
  };

  // A printer would cut a chart anywhere. On paper it is a table of its rows, each a part of the drawing: they stay whole,
  // and the numbers of the axis stand on every sheet. What lies outside of a part is left out, for a file keeps what is hidden.
  const SVG = "http://www.w3.org/2000/svg";
  const DRAWN = ":is(path, rect, .line, text:not(:has(.line))):not(defs *)";
  // What has room on one sheet together with a heading.
  const SHEET = 620;
  const make = (parent, name) => parent.appendChild(document.createElement(name));

  // Gives the part of a drawing between two heights, with what lies in it.
  const parts = (plot) => {
    const { top, width } = plot.getBoundingClientRect();
    const layers = [...plot.querySelectorAll(".main-svg")].map((layer) => {
      const boxes = [...layer.querySelectorAll(DRAWN)].map((piece) => piece.getBoundingClientRect());
      return [layer, boxes.map((box) => [box.top - top, box.bottom - top])];
    });
    return (from, to) => {
      const svg = document.createElementNS(SVG, "svg");
      const given = { viewBox: `0 ${from} ${width} ${to - from}`, width, height: to - from };
      for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
      for (const [layer, boxes] of layers) {
        const twin = layer.cloneNode(true);
        for (const name of ["class", "style"]) twin.removeAttribute(name);
        [...twin.querySelectorAll(DRAWN)].forEach((piece, at) => { if (boxes[at][1] <= from || boxes[at][0] >= to) piece.remove(); });
        svg.append(twin);
      }
      return svg;
    };
  };

  // Where a heading is printed again on the next sheet, Chromium forgets where its texts were moved to.
  const settle = (axis) => {
    for (const text of axis.querySelectorAll("text[transform]")) {
      const [, x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(text.getAttribute("transform")) ?? [0, 0, 0];
      for (const [name, by] of [["x", x], ["y", y]]) text.setAttribute(name, Number(text.getAttribute(name)) + Number(by));
      text.removeAttribute("transform");
    }
    return axis;
  };

  const cut = (plot) => {
    const { meta, margin } = plot.layout ?? {};
    if (!meta?.rows?.length) return;
    const [part, table] = [parts(plot), document.createElement("table")];
    const ends = [0, ...meta.rows].map((end) => margin.t + end);
    table.className = plot.clientHeight > SHEET ? "opc-rows" : "opc-rows whole";
    make(make(make(table, "thead"), "tr"), "td").append(settle(part(0, margin.t)));
    const body = make(table, "tbody");
    ends.slice(1).forEach((end, at) => make(make(body, "tr"), "td").append(part(ends[at], end)));
    // The first of what has the same name is the one that is found: in what is seen, and not in the drawing that is hidden.
    plot.prepend(table);
  };

  // A printer waits for the one, and a preview sends the other.
  window.addEventListener("beforeprint", () => paint(true));
  window.addEventListener("afterprint", () => paint(false));
  const preview = window.matchMedia("print");
  preview.addEventListener("change", ({ matches }) => paint(matches));

  // One listener for every button that copies: a citation, or the link to this view.
  const live = document.createElement("div");
  live.setAttribute("aria-live", "polite");
  live.className = "opc-live";
  document.body.append(live);

  // Without https there is no clipboard but the old one.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      const before = document.activeElement;
      area.value = text;
      area.className = "opc-live";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      before?.focus();
      return done;
    }
  };

  // The link says what the view leaves implied, so that it shows the same another day on another machine.
  const link = (implied) => {
    const address = new URL(window.location.href);
    for (const [name, value] of new URLSearchParams(implied)) address.searchParams.set(name, value);
    address.searchParams.delete("embed");
    return address.href;
  };
  window.opcLink = link;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-share]");
    if (!button) return;
    if (!(await copy(button.dataset.copy ?? link(button.dataset.share)))) return;
    const words = button.textContent;
    live.textContent = button.dataset.done;
    if (words === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; live.textContent = ""; }, 1600);
  });

  // Links to pages of ours are followed within the session: Streamlit takes a changed address for a step through the
  // browser's history. Files have a dot or a folder in their address, and a link may be meant for a window of its own.
  const FOLLOWED = /^\.\/\w*([?#]|$)/;
  document.addEventListener("click", (event) => {
    // Those of a chart are of SVG, and have their address in a namespace.
    const anchor = event.target.closest("a");
    const given = anchor?.getAttribute("href") ?? anchor?.getAttribute("xlink:href");
    if (!given?.startsWith("./")) return;
    // Inside another page, other pages of ours open beside it and not in its frame.
    if (new URLSearchParams(window.location.search).get("embed") === "true") anchor.setAttribute("target", "_blank");
    const elsewhere = anchor.getAttribute("target") === "_blank" || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (elsewhere || !FOLLOWED.test(given)) return;
    event.preventDefault();
    window.history.pushState({}, "", new URL(given, window.location.href));
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    // On a phone the side bar lies over the page.
    const folding = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
    if (window.innerWidth <= 768 && anchor.closest('[data-testid="stSidebar"]')) folding?.click();
  }, true);
}
