import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { Link, Navigate, useLocation, useNavigate } from "react-router";
import { gateway, take } from "../api/client";
import { keep, useSession } from "../api/session";
import { ProblemBox } from "../lite/problem";
import { Title } from "../lite/title";
import { frame } from "../texts/frame";
import { remember, wanted } from "./wanted";

const text = frame.login;

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

  const issuers = useQuery({ queryKey: ["oidc"], queryFn: () => take(gateway.GET("/api/identity/v1/oidc")), retry: false });
  const leave = useMutation({
    mutationFn: (issuer: string) => take(gateway.POST("/api/identity/v1/oidc/{issuer}/authorization", { params: { path: { issuer } } })),
    onSuccess: ({ authorization_url }) => {
      remember(wanted(location.state));
      globalThis.location.assign(authorization_url);
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
        {leave.isError && <ProblemBox error={leave.error} service="gateway" />}
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
        {(issuers.data?.items ?? []).map((issuer) => (
          <button
            key={issuer.name}
            type="button"
            className="button quiet"
            disabled={leave.isPending}
            onClick={() => leave.mutate(issuer.name)}
          >
            {text.through(issuer.title)}
          </button>
        ))}
        <Link to="/">{text.toPublic}</Link>
      </form>
    </div>
  );
}
