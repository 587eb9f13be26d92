"use strict";

// Shows how the services are: asks at once, every ten seconds while the page is seen, and on demand.
(() => {
  const list = document.getElementById("status-list");
  const errorBox = document.getElementById("status-error");
  const time = document.getElementById("status-time");
  const refresh = document.getElementById("status-refresh");
  const STATES = { up: "正常", degraded: "部分异常", down: "没有应答" };
  const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit" });
  let asking = false;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function card(service) {
    const made = element("li", `card card-${service.state}`);
    const head = element("div", "card-head");
    head.append(element("h3", "", service.title), element("span", `badge badge-${service.state}`, STATES[service.state] ?? service.state));
    made.append(head);
    if (service.detail) made.append(element("p", "card-detail", service.detail));
    made.append(element("p", "", service.summary));
    const failing = service.checks.filter((check) => !check.ok);
    if (failing.length > 0) {
      const checks = element("ul", "checks");
      for (const check of service.checks) {
        checks.append(element("li", check.ok ? "" : "check-bad", `${check.ok ? "✓" : "✗"} ${check.title}`));
      }
      made.append(checks);
    }
    return made;
  }

  function show(view) {
    errorBox.hidden = true;
    const cards = view.services.map(card);
    list.replaceChildren(...(cards.length > 0 ? cards : [element("li", "empty", "没有登记任何服务，请检查网关的 upstreams 设置。")]));
    time.textContent = `检查于 ${clock.format(new Date(view.checked_at))}`;
  }

  function fail(reason) {
    errorBox.textContent = `${reason} 下面如有内容，是上一次检查的结果。`;
    errorBox.hidden = false;
    if (list.querySelector(".skeleton")) list.replaceChildren(element("li", "empty", "还没有取得服务状态。"));
  }

  async function ask() {
    if (asking) return;
    asking = true;
    refresh.disabled = true;
    list.setAttribute("aria-busy", "true");
    try {
      const response = await fetch("/api/status", { headers: { accept: "application/json" }, signal: AbortSignal.timeout(10_000) });
      if (response.ok) show(await response.json());
      else fail(`暂时无法取得服务状态（HTTP ${response.status}）。`);
    } catch {
      fail("连不上服务器，请检查网络后点“重新检查”。");
    } finally {
      asking = false;
      refresh.disabled = false;
      list.setAttribute("aria-busy", "false");
    }
  }

  refresh.addEventListener("click", ask);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  setInterval(() => { if (!document.hidden) ask(); }, 10_000);
  ask();
})();
