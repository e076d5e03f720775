// The page of a report: sorts, filters and searches its units, and opens their findings.
// It is read and works without it too; then all findings are open.
"use strict";
// Before the rows are there, so that no finding is seen and then hidden.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const byId = (id) => document.getElementById(id);
  const [table, form, box, marks, count] = ["dv", "loc", "tim", "ml", "dem"].map(byId);
  const [none, openAll] = ["khong", "mo"].map(byId);

  // One object a unit, read once: nothing is asked of the page while it is sorted.
  let units = [];
  for (const body of table.querySelectorAll("tbody[data-k]")) {
    units.push({
      body,
      places: body.dataset.k.split(",").map((k) => (k === "" ? null : Number(k))),
      state: body.dataset.s,
      marks: body.dataset.f.split(" "),
      text: body.dataset.q,
      button: body.querySelector(".xem"),
    });
  }

  // Lower case without Vietnamese marks, as the text of the units is.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const dotted = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");

  function filter() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const state = form.elements.tt.value;
    const mark = marks.value;
    let shown = 0;
    for (const unit of units) {
      const fits =
        (state === "" || unit.state === state) &&
        (mark === "" || unit.marks.includes(mark)) &&
        words.every((word) => unit.text.includes(word));
      if (unit.body.hidden === fits) unit.body.hidden = !fits;
      if (fits) shown += 1;
    }
    none.hidden = shown > 0;
    count.textContent =
      shown === units.length
        ? `Hiện cả ${dotted(shown)} đơn vị`
        : `Hiện ${dotted(shown)} trên ${dotted(units.length)} đơn vị`;
  }

  // Those without a figure come last, whichever way the others are sorted; equals keep
  // the order of the table.
  function sort(column, way) {
    units.sort((a, b) => {
      const [left, right] = [a.places[column], b.places[column]];
      if (left === right) return a.places[0] - b.places[0];
      if (left === null) return 1;
      if (right === null) return -1;
      return (left - right) * way;
    });
    const all = document.createDocumentFragment();
    for (const unit of units) all.append(unit.body);
    table.insertBefore(all, none);
  }

  function sortBy(button) {
    const head = button.closest("th");
    const before = head.getAttribute("aria-sort");
    const first = Number(button.dataset.dau);
    const way = before === "none" ? first : before === "ascending" ? -1 : 1;
    for (const other of table.tHead.querySelectorAll("th[aria-sort]"))
      other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    sort(Number(button.dataset.cot), way);
  }

  function open(unit, wanted) {
    if (!unit.button) return;
    unit.body.classList.toggle("mo", wanted);
    unit.button.setAttribute("aria-expanded", String(wanted));
  }

  const isOpen = (unit) => unit.body.classList.contains("mo");

  table.addEventListener("click", (event) => {
    const target = event.target;
    const head = target.closest("button[data-cot]");
    if (head) return sortBy(head);
    // A link is followed, a finding is read, and a text that is marked is copied.
    if (target.closest("a, .ct") || String(getSelection())) return;
    const body = target.closest("tbody[data-k]");
    const unit = body && units.find((one) => one.body === body);
    if (unit) open(unit, !isOpen(unit));
  });

  openAll.addEventListener("click", () => {
    const wanted = openAll.getAttribute("aria-pressed") !== "true";
    openAll.setAttribute("aria-pressed", String(wanted));
    openAll.textContent = wanted ? "Đóng mọi chi tiết" : "Mở mọi chi tiết";
    for (const unit of units) open(unit, wanted);
  });
  openAll.hidden = !units.some((unit) => unit.button);

  // Fast typing is looked at once.
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, units.length > 500 ? 120 : 0);
  });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter, 0));
  form.addEventListener("submit", (event) => event.preventDefault());

  form.hidden = false;
  // A browser keeps what was typed when a page is loaded anew.
  form.reset();
  filter();
});
