"use strict";
(function () {
  const HEIGHT = 260;
  const EPOCHS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const TWO = Math.log10(2);
  const LOOKS = { line: [], dashed: [8, 5], dotted: [2, 4], faint: [] };
  const SVG = "http://www.w3.org/2000/svg";

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const figures = (figure, style) => JSON.parse(figure.querySelector("script." + style).textContent);

  function number(value) {
    if (value == null) {
      return "–";
    }
    const size = Math.abs(value);
    return value !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(2) : String(+value.toPrecision(4));
  }

  // Charts of lines.

  function series(line, index, few) {
    const faint = line.look === "faint";
    const stroke = colour(faint ? "--quiet" : "--series" + (index % 6 + 1));
    return {
      label: line.name,
      stroke: stroke,
      width: faint ? 1 : 2,
      alpha: faint ? 0.6 : 1,
      dash: LOOKS[line.look],
      spanGaps: true,
      points: { show: few && !faint, size: 6, fill: stroke },
      value: (chart, value) => number(value)
    };
  }

  function drawChart(figure) {
    const data = figures(figure, "chart-data");
    const plot = figure.querySelector(".plot");
    const coloured = data.lines.filter(line => line.look !== "faint");
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--grid"), width: 1 },
      ticks: { stroke: colour("--grid") }, font: "12px system-ui, sans-serif" };
    const first = data.x[0];
    const last = data.x[data.x.length - 1];
    const options = {
      width: plot.clientWidth,
      height: HEIGHT,
      scales: {
        x: { time: false, range: first === last ? [first - 1, last + 1] : undefined },
        y: data.log ? { distr: 3 } : {}
      },
      legend: { live: true, markers: { dash: (chart, index) => {
        const look = index > 0 ? data.lines[index - 1].look : "line";
        return look === "dashed" ? "dashed" : look === "dotted" ? "dotted" : "solid";
      } } },
      cursor: { drag: { x: true, y: false } },
      axes: [
        Object.assign({ label: "epoch", labelFont: axis.font, labelSize: 18, incrs: data.x.every(Number.isInteger) ? EPOCHS : [0.1, 0.2, 0.5].concat(EPOCHS) }, axis),
        Object.assign({ size: 62, values: (chart, ticks) => ticks.map(tick => tick == null ? "" : number(tick)) }, axis)
      ],
      series: [{ label: "epoch", value: (chart, value) => number(value) }].concat(
        data.lines.map(line => series(line, coloured.indexOf(line), data.x.length < 40 || line.look !== "faint" && count(line) < 40))),
      hooks: { draw: [() => figure.setAttribute("data-drawn", "yes")] }
    };
    const chart = new uPlot(options, [data.x].concat(data.lines.map(line => line.values)), plot);
    return { resize: () => chart.setSize({ width: plot.clientWidth, height: HEIGHT }), destroy: () => chart.destroy() };
  }

  const count = line => line.values.filter(value => value != null).length;

  // Histograms of magnitudes, a hill for each tensor.

  function element(parent, name, attributes, text) {
    const it = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(key => it.setAttribute(key, attributes[key]));
    if (text !== undefined) {
      it.textContent = text;
    }
    parent.appendChild(it);
    return it;
  }

  function bounds(data) {
    let low = Infinity;
    let high = -Infinity;
    data.epochs.forEach(epoch => epoch.rows.forEach(row => {
      if (row.counts.length > 0) {
        low = Math.min(low, row.from);
        high = Math.max(high, row.from + row.counts.length);
      }
    }));
    // Few numbers are that small, and they would press all others together.
    return low > high ? [-1, 1] : [Math.max(low, high - 60), high];
  }

  function shorten(text, letters) {
    return text.length > letters ? "…" + text.slice(text.length - letters + 1) : text;
  }

  function drawHills(figure, index) {
    const data = figures(figure, "hills-data");
    const plot = figure.querySelector(".plot");
    const width = Math.max(280, plot.clientWidth);
    const longest = Math.max(...data.names.map(name => name.length));
    const left = Math.min(width * 0.36, 14 + 6.2 * longest);
    const right = width - 56;
    const row = 24;
    const top = 20;
    const [low, high] = bounds(data);
    const place = exponent => left + (right - left) * (exponent - low) / (high - low);
    plot.textContent = "";
    const height = top + row * data.names.length + 22;
    const svg = element(plot, "svg", { viewBox: "0 0 " + width + " " + height, "aria-hidden": "true" });
    element(svg, "text", { x: width, y: 12, "text-anchor": "end" }, "zeros");
    const step = Math.max(1, Math.ceil((high - low) * TWO * 34 / (right - left)));
    for (let ten = Math.ceil(low * TWO); ten <= high * TWO; ten++) {
      const x = place(ten / TWO);
      element(svg, "line", { x1: x, x2: x, y1: top - 4, y2: height - 18, class: "rule" });
      if (ten % step === 0) {
        element(svg, "text", { x: x, y: height - 4, "text-anchor": "middle" }, "1e" + ten);
      }
    }
    data.epochs[index].rows.forEach((tensor, i) => hill(svg, data.names[i], tensor, top + row * (i + 1), row, place,
      left, width));
    figure.setAttribute("data-drawn", "yes");
  }

  function hill(svg, name, tensor, base, row, place, left, width) {
    element(svg, "text", { x: left - 8, y: base - 6, "text-anchor": "end", class: "label" },
      shorten(name, Math.floor((left - 8) / 6)));
    const most = Math.max(1, ...tensor.counts);
    if (tensor.counts.length > 0) {
      const points = [[place(tensor.from), base]];
      tensor.counts.forEach((count, k) =>
        points.push([place(tensor.from + k + 0.5), base - (row - 4) * count / most]));
      points.push([place(tensor.from + tensor.counts.length), base]);
      element(svg, "polygon", { class: "hill", points: points.filter(p => p[0] >= left)
        .map(p => p[0].toFixed(1) + "," + p[1].toFixed(1)).join(" ") });
    }
    if (tensor.rms > 0) {
      const x = Math.max(left, place(Math.log2(tensor.rms)));
      element(svg, "line", { x1: x, x2: x, y1: base - row + 4, y2: base, class: "rms" });
    }
    const note = tensor.bad > 0 ? "NaN" : (100 * tensor.zeros).toFixed(0) + " %";
    element(svg, "text", { x: width, y: base - 6, "text-anchor": "end", class: tensor.bad > 0 ? "bad" : "" }, note);
  }

  // Choices.

  const hills = Array.from(document.querySelectorAll(".hills"));
  const slider = document.querySelector("input.epoch");

  function drawAllHills() {
    hills.forEach(figure => drawHills(figure, +slider.value));
    const epoch = figures(hills[0], "hills-data").epochs[+slider.value].epoch;
    document.querySelector(".epoch-name").textContent = epoch === 0 ? "0 (before training)" : String(epoch);
  }

  function chooseImage() {
    const chosen = document.querySelector("input[name=maps]:checked");
    document.querySelectorAll("[data-image]").forEach(it => { it.hidden = it.dataset.image !== chosen.value; });
  }

  let charts = [];

  function drawAll() {
    charts.forEach(chart => chart.destroy());
    charts = Array.from(document.querySelectorAll(".chart")).map(drawChart);
    if (slider) {
      drawAllHills();
    }
  }

  if (slider) {
    slider.addEventListener("input", drawAllHills);
  }
  document.querySelectorAll("input[name=maps]").forEach(it => it.addEventListener("change", chooseImage));
  if (document.querySelector("input[name=maps]")) {
    chooseImage();
  }
  drawAll();

  const main = document.querySelector("main");
  let width = main.clientWidth;
  new ResizeObserver(() => {
    if (main.clientWidth !== width) {
      width = main.clientWidth;
      drawAll();
    }
  }).observe(main);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // Paper is white whatever the screen is.
  window.addEventListener("beforeprint", () => { document.documentElement.classList.add("print"); drawAll(); });
  window.addEventListener("afterprint", () => { document.documentElement.classList.remove("print"); drawAll(); });
})();
