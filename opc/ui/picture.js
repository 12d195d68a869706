// A chart as a picture to take away. A picture travels alone, so it has its message, its legend, its sources and what it was
// drawn from on it, and is light like paper. It is drawn here, from what the reader sees: the server does nothing.
if (!window.opcPictures) {
  window.opcPictures = true;

  const MARGIN = 24;
  // Pixels of the picture for one of the screen.
  const SCALE = 2;
  // Where a line may end: after a word, and after any Chinese character but before what closes.
  const PIECES = /[\u2e80-\uffef][、，。；：）》”]*|[^\s\u2e80-\uffef]+\s*|\s+/g;
  const LONGEST_ADDRESS = 200;

  const pen = document.createElement("canvas").getContext("2d");
  const [SVG, XLINK] = ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"];
  const element = (name, given, words = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    made.textContent = words;
    return made;
  };

  // Lines of words, one below the other, between the margins; `at` is how far down they have come.
  class Sheet {
    constructor(width) {
      this.width = width;
      this.at = MARGIN;
      this.font = getComputedStyle(document.querySelector(".opc-title")).fontFamily;
      const lang = document.documentElement.lang;
      this.svg = element("svg", { lang, "font-family": this.font, width: width + 2 * MARGIN });
      // Chinese fonts draw curly quotes as wide as a character.
      const quotes = lang === "en" ? "font-variant-east-asian: proportional-width;" : "";
      this.draw("style", {}, `text { white-space: pre; font-variant-numeric: tabular-nums; ${quotes} } .annotation-text a { fill: ${ink("accent")} }`);
      this.draw("rect", { width: "100%", height: "100%", fill: ink("paper") });
    }

    draw(name, given, words) {
      this.svg.append(element(name, given, words));
    }

    text(words, x, y, size, colour, weight = 400) {
      this.draw("text", { x, y, "font-size": size, "font-weight": weight, fill: colour }, words);
    }

    long(words, size, weight = 400) {
      pen.font = `${weight} ${size}px ${this.font}`;
      return pen.measureText(words).width;
    }

    write(words, size, colour, weight = 400) {
      let line = "";
      const end = () => {
        this.at += size * 1.45;
        this.text(line.trim(), MARGIN, this.at - size * 0.35, size, colour, weight);
        line = "";
      };
      // An address is one word, and may be longer than a line.
      const pieces = words.match(PIECES).flatMap((piece) => (this.long(piece, size, weight) > this.width ? [...piece] : piece));
      for (const piece of pieces) {
        if (line && this.long((line + piece).trimEnd(), size, weight) > this.width) end();
        line += piece;
      }
      if (line.trim()) end();
    }

    // Signs as the legend of the page draws them, each before its words.
    legend(items) {
      let x = MARGIN;
      this.at += 24;
      for (const item of items) {
        const sign = item.querySelector("i");
        const letter = sign.textContent;
        const colour = getComputedStyle(sign).color;
        const words = item.textContent.slice(letter.length);
        const begin = letter ? this.long(letter, 13) + 6 : 28;
        const wide = begin + this.long(words, 13) + 18;
        if (x > MARGIN && x + wide > this.width + MARGIN) { x = MARGIN; this.at += 21; }
        if (letter) this.text(letter, x, this.at, 13, colour);
        else this.patch(sign, x, this.at - 9, colour);
        this.text(words, x + begin, this.at, 13, ink("grey"));
        x += wide;
      }
      this.at += 10;
    }

    patch(sign, x, y, colour) {
      const is = (name) => sign.classList.contains(name);
      const [wide, high] = [22, is("thin") ? 5 : 9];
      const box = { x, y: y + (9 - high) / 2, width: wide, height: high };
      if (is("band")) this.draw("rect", { ...box, fill: ink("band"), stroke: ink("line") });
      else if (is("hatched")) {
        const feet = Array.from({ length: 4 }, (_, at) => x + at * 5);
        this.draw("path", { d: feet.map((foot) => `M${foot} ${y + high}l${high} ${-high}`).join(""), stroke: colour });
      } else if (is("ring")) {
        this.draw("circle", { cx: x + wide / 2, cy: y + high / 2, r: 5, fill: "none", stroke: colour, "stroke-width": 2.6 });
      } else if (is("solid")) this.draw("rect", { ...box, fill: colour });
      else this.draw("rect", { ...box, fill: colour, "fill-opacity": is("light") ? 0.18 : 0, stroke: colour });
      for (const [name, foot] of [["edged", x], ["both", x + wide - 4]]) {
        if (is(name)) this.draw("rect", { ...box, x: foot, width: 4, fill: colour });
      }
    }

    chart(plot, height) {
      for (const layer of plot.querySelectorAll(".main-svg")) {
        const copy = layer.cloneNode(true);
        for (const [name, value] of [["x", MARGIN], ["y", this.at]]) copy.setAttribute(name, value);
        copy.removeAttribute("style");
        // Away from here, a link within the product needs its whole address.
        for (const link of copy.querySelectorAll("a")) {
          link.setAttributeNS(XLINK, "xlink:href", new URL(link.getAttributeNS(XLINK, "href"), window.location.href));
        }
        this.svg.append(copy);
      }
      this.at += height;
    }

    rule() {
      this.at += 14;
      this.draw("path", { d: `M${MARGIN} ${this.at}h${this.width}`, stroke: ink("line") });
      this.at += 6;
    }

    // The whole as text, its width and its height.
    get finished() {
      const [wide, high] = [this.width + 2 * MARGIN, Math.ceil(this.at + MARGIN * 0.75)];
      this.svg.setAttribute("height", high);
      // A browser may name clips and patterns by the address of the page.
      const words = new XMLSerializer().serializeToString(this.svg).replace(/url\((&quot;|["']?)[^)#]*#/g, "url($1#");
      return [window.opcLight(words), wide, high];
    }
  }

  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const before = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const all = (selector) => [...document.querySelectorAll(`[data-testid="stMain"] ${selector}`)];

  // What stands around a chart: its message, its legend and its documents, where it has some of its own.
  const about = (plot) => {
    const headings = all(":is(.opc-title, .opc-section)");
    const heading = headings.filter((each) => before(each, plot)).at(-1);
    const next = headings.find((each) => before(plot, each));
    const within = (each) => before(heading, each) && !(next && before(next, each));
    const documents = all(".opc-documents").filter((each) => before(plot, each));
    const own = documents.filter(within);
    return {
      heading,
      subtitle: heading.parentElement.querySelector(".opc-subtitle"),
      legend: all(".opc-legend").filter((each) => within(each) && before(each, plot)).at(-1),
      documents: own.length ? own : documents.slice(0, 1),
    };
  };

  const picture = (plot) => {
    const [width, height] = [plot.clientWidth, plot.clientHeight];
    const sheet = new Sheet(width);
    const { heading, subtitle, legend, documents } = about(plot);
    sheet.write(heading.textContent, 22, ink("ink"), 700);
    if (subtitle) sheet.write(subtitle.textContent, 14, ink("grey"));
    if (legend) sheet.legend(legend.children);
    sheet.at += 8;
    sheet.chart(plot, height);
    sheet.rule();
    // A part of a page may leave to the message of the page of which city it is.
    const message = document.querySelector(".opc-title");
    if (heading !== message) sheet.write(message.textContent, 12, ink("grey"));
    for (const each of documents) sheet.write(each.textContent.replace(/\s+/g, " "), 12, ink("grey"));
    const stamp = document.querySelector(".opc-stamp")?.textContent;
    sheet.write([document.title, stamp].filter(Boolean).join(" · "), 12, ink("grey"));
    const address = window.opcLink(document.querySelector("[data-share]")?.dataset.share ?? "");
    if (address.length <= LONGEST_ADDRESS) sheet.write(address, 12, ink("grey"));
    return sheet.finished;
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const drawn = (svg, wide, high) => new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [wide * SCALE, high * SCALE];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture"))), "image/png");
    };
    image.onerror = fail;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-picture]");
    if (!button) return;
    const kind = button.dataset.picture;
    const plot = all(".js-plotly-plot").filter((each) => before(each, button)).at(-1);
    if (!plot) return;
    const [svg, wide, high] = picture(plot);
    const vector = new Blob([svg], { type: "image/svg+xml" });
    // A picture larger than a browser can paint is still one of lines.
    const painted = kind === "png" && (await drawn(svg, wide, high).catch(() => null));
    save(painted || vector, `${button.dataset.name}.${painted ? "png" : "svg"}`);
  });
}
