import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { gateway, take } from "../api/client";
import { keep } from "../api/session";
import { ProblemBox } from "../lite/problem";
import { Title } from "../lite/title";
import { frame } from "../texts/frame";
import { recall } from "./wanted";

const text = frame.oidc;

/** Where another issuer sends people back to, with a code that is good once. */
export default function OidcLogin(): ReactNode {
  const { issuer = "" } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const tried = useRef(false);
  const code = params.get("code");
  const state = params.get("state");
  const login = useMutation({
    mutationFn: (body: { code: string; state: string }) =>
      take(gateway.POST("/api/identity/v1/oidc/{issuer}/login", { params: { path: { issuer } }, body })),
    onSuccess: (view) => {
      cache.clear();
      keep(view);
      void navigate(recall(), { replace: true });
    },
  });
  const { mutate } = login;

  useEffect(() => {
    if (!code || !state || tried.current) return;
    tried.current = true;
    // The code is used up; it has no business in the history.
    globalThis.history.replaceState(globalThis.history.state, "", globalThis.location.pathname);
    mutate({ code, state });
  }, [code, state, mutate]);

  return (
    <div className="door">
      <Title>{text.title}</Title>
      <div className="card form">
        <h1>{text.title}</h1>
        {login.isError ? (
          <ProblemBox error={login.error} service="gateway" />
        ) : (
          <p role="status">{code && state ? text.finishing : text.refused}</p>
        )}
        <Link to="/login">{text.back}</Link>
      </div>
    </div>
  );
}
