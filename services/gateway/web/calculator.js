"use strict";

// The surcharge calculator: sends the form, shows amounts with the trace, or what is wrong at the field where it is wrong.
(() => {
  const form = document.getElementById("calculator-form");
  const button = document.getElementById("calculate");
  const formError = document.getElementById("form-error");
  const result = document.getElementById("result");
  const INTEGERS = ["period_days", "days_late", "days_early"];
  const DECIMALS = ["base_price", "plan_volume", "usage"];
  const NAMES = {
    category: "用户类别", supply: "供水方式", industry_class: "行业类别", base_price: "基本水价", plan_volume: "计划水量", usage: "用水量",
    period_days: "周期天数", days_late: "推后天数", days_early: "提前天数", adjusted_base: "计费基数", overage: "超出水量", volume: "水量",
    rate: "倍率", amount: "金额", over_share: "比例下限", to_share: "比例上限", basic_charge: "基本水费", surcharge: "累进加价",
    band_1: "第一档", band_2: "第二档", band_3: "第三档",
  };
  const empty = [...result.childNodes];
  const BANDS = { 1: "超出 20% 以内", 2: "超出 20% 至 40%", 3: "超出 40% 以上" };

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined && text !== "") made.textContent = text;
    return made;
  }

  function setFieldError(name, message) {
    const input = form.elements[name];
    const box = document.getElementById(`${name}-error`);
    if (!input || !box) return false;
    input.setAttribute("aria-invalid", message ? "true" : "false");
    box.textContent = message;
    return true;
  }

  // What was computed before does not belong to what stands in the form now.
  function clear() {
    formError.hidden = true;
    result.replaceChildren(...empty);
    for (const name of ["industry_class", ...INTEGERS, ...DECIMALS]) setFieldError(name, "");
  }

  // Numbers go out as they were typed: amounts are text all the way, and the service says what is wrong with them.
  function readInput() {
    const input = { category: "non_resident", supply: "public_network", industry_class: form.elements.industry_class.value };
    const faults = [];
    for (const name of DECIMALS) input[name] = form.elements[name].value.trim();
    for (const name of INTEGERS) {
      const text = form.elements[name].value.trim();
      if (/^-?\d{1,9}$/.test(text)) input[name] = Number(text);
      else faults.push({ pointer: `/${name}`, message: "应为整数，例如 30" });
    }
    for (const name of DECIMALS) if (!input[name]) faults.push({ pointer: `/${name}`, message: "请填写" });
    return { input, faults };
  }

  function showFaults(detail, errors, citation) {
    const unplaced = errors.filter((error) => !setFieldError(error.pointer.split("/")[1], error.message));
    const placed = errors.length - unplaced.length;
    const source = citation ? `（依据 ${citation.document} ${citation.article}）` : "";
    formError.textContent = placed > 0 && unplaced.length === 0 ? `请改正标出的 ${placed} 处后再算${source}` : detail + source;
    formError.hidden = false;
    const first = form.querySelector('[aria-invalid="true"]');
    (first ?? formError).focus();
  }

  function totals(answer) {
    const list = element("dl", "totals");
    for (const [label, amount, className] of [["基本水费", answer.basic_charge, ""], ["累进加价", answer.surcharge, ""], ["合计", answer.total, "grand"]]) {
      const group = element("div", className);
      group.append(element("dt", "", label), element("dd", "", `${amount} 元`));
      list.append(group);
    }
    return list;
  }

  function bands(answer) {
    const table = element("table");
    table.append(element("caption", "", `超出部分 ${answer.overage} m³（调整后的计划水量 ${answer.adjusted_base} m³）`));
    const head = element("thead");
    const headRow = element("tr");
    for (const title of ["分档", "水量 m³", "加价倍率", "加价 元"]) {
      const cell = element("th", "", title);
      cell.scope = "col";
      headRow.append(cell);
    }
    head.append(headRow);
    const body = element("tbody");
    for (const band of answer.bands) {
      const row = element("tr");
      row.append(element("td", "", BANDS[band.band] ?? `第 ${band.band} 档`), element("td", "", band.volume), element("td", "", band.rate), element("td", "", band.amount));
      body.append(row);
    }
    table.append(head, body);
    const scroll = element("div", "scroll");
    scroll.append(table);
    return scroll;
  }

  function trace(steps) {
    const details = element("details", "trace");
    details.open = window.innerWidth > 860;
    details.append(element("summary", "", `计算过程与依据（${steps.length} 步）`));
    const list = element("ol");
    for (const step of steps) {
      const item = element("li");
      const line = element("div", "step-line");
      line.append(element("span", "", step.label), element("span", "step-value", String(step.value)));
      const inputs = Object.entries(step.inputs ?? {}).map(([name, value]) => `${NAMES[name] ?? name} = ${value}`).join("，");
      const source = element("div", "step-source", `${step.citation.document} ${step.citation.article}`);
      if (step.interpretation) source.append(element("span", "tag", "本县理解"));
      item.append(line);
      if (inputs) item.append(element("div", "step-inputs", inputs));
      item.append(source);
      list.append(item);
    }
    details.append(list);
    return details;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear();
    const { input, faults } = readInput();
    if (faults.length > 0) {
      showFaults("", faults);
      return;
    }
    button.disabled = true;
    button.textContent = "正在计算…";
    try {
      const response = await fetch("/api/water/v1/calculators/surcharge", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(30_000),
      });
      const answer = await response.json().catch(() => null);
      if (response.ok && answer) {
        result.replaceChildren(totals(answer), bands(answer), trace(answer.trace ?? []));
        result.focus({ preventScroll: window.innerWidth > 860 });
      } else {
        showFaults(answer?.detail ?? `没有算成（HTTP ${response.status}），请稍后再试`, answer?.errors ?? [], answer?.citation);
      }
    } catch {
      showFaults("连不上服务器，请检查网络后再试", []);
    } finally {
      button.disabled = false;
      button.textContent = "计算";
    }
  });
})();
