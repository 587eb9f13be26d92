import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { gateway, take } from "../api/client";
import { keep, useSession } from "../api/session";
import { ProblemBox } from "../lite/problem";
import { Title } from "../lite/title";
import { frame } from "../texts/frame";

const text = frame.login;

/** Where somebody wanted to go before the login came between; only ever a page of ours. */
function wanted(state: unknown): string {
  const from = typeof state === "object" && state !== null && "from" in state ? String(state.from) : "";
  return from.startsWith("/work") ? from : "/work";
}

export default function Login(): ReactNode {
  const session = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form, setForm] = useState({ username: "", password: "" });
  const [isShown, setShown] = useState(false);
  const [tried, setTried] = useState(false);
  const login = useMutation({
    mutationFn: () => take(gateway.POST("/api/identity/v1/login", { body: { username: form.username.trim(), password: form.password } })),
    onSuccess: (view) => {
      cache.clear();
      keep(view);
      void navigate(view.must_change_password ? "/password" : wanted(location.state), { replace: true });
    },
  });

  if (session && !login.isPending && !login.isSuccess)
    return <Navigate to={session.mustChangePassword ? "/password" : wanted(location.state)} replace />;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (form.username.trim() && form.password) login.mutate();
  }

  return (
    <div className="door">
      <Title>{text.title}</Title>
      <form className="card form" onSubmit={submit} noValidate>
        <div>
          <h1>{text.title}</h1>
          <p className="hint">{text.intro}</p>
        </div>
        {login.isError && <ProblemBox error={login.error} service="gateway" />}
        <div className="field">
          <label htmlFor="username">{text.username}</label>
          <input
            id="username"
            className="control"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={form.username}
            aria-invalid={tried && !form.username.trim() ? true : undefined}
            onChange={(event) => setForm({ ...form, username: event.target.value })}
          />
          {tried && !form.username.trim() && <span className="field-error">{text.fill}</span>}
        </div>
        <div className="field">
          <label htmlFor="password">{text.password}</label>
          <div className="with-button">
            <input
              id="password"
              className="control"
              type={isShown ? "text" : "password"}
              autoComplete="current-password"
              value={form.password}
              aria-invalid={tried && !form.password ? true : undefined}
              onChange={(event) => setForm({ ...form, password: event.target.value })}
            />
            <button type="button" className="button quiet small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? text.hide : text.show}
            </button>
          </div>
          {tried && !form.password && <span className="field-error">{text.fill}</span>}
        </div>
        <button type="submit" className="button" disabled={login.isPending}>
          {login.isPending ? text.submitting : text.submit}
        </button>
        <Link to="/">{text.toPublic}</Link>
      </form>
    </div>
  );
}
