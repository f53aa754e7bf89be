// The words of a chart's mark, shown in full while it is pointed at or focused; without script its title says them.
for (const chart of document.querySelectorAll("figure .chart")) {
  const note = chart.closest("section").querySelector("[data-note]");
  const show = (place) => {
    const mark = place.closest(".mark");
    if (!mark || !chart.contains(mark)) return;
    note.textContent = mark.querySelector("title").textContent;
    note.hidden = false;
  };
  chart.addEventListener("focusin", (event) => show(event.target));
  chart.addEventListener("mouseover", (event) => show(event.target));
  chart.addEventListener("mouseleave", () => { note.hidden = true; });
  // Whoever was quicker than this script has a mark in focus already.
  show(document.activeElement);
}
