import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { Navigate, useNavigate } from "react-router";
import { gateway, take } from "../api/client";
import { asProblem } from "../api/problem";
import { current, forget, keep, useSession } from "../api/session";
import { ProblemBox } from "../lite/problem";
import { frame } from "../texts/frame";

const text = frame.password;
const EMPTY = { current_password: "", new_password: "", again: "" };

/** Changes one's own password; whoever was given one by somebody else can do nothing else before. */
export default function Password(): ReactNode {
  const session = useSession();
  const navigate = useNavigate();
  const [form, setForm] = useState(EMPTY);
  const [fault, setFault] = useState("");
  const change = useMutation({
    mutationFn: () =>
      take(
        gateway.POST("/api/identity/v1/password", { body: { current_password: form.current_password, new_password: form.new_password } }),
      ),
    onSuccess: (view) => {
      keep(view);
      void navigate("/work", { replace: true });
    },
  });
  if (!session) return <Navigate to="/login" replace />;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!form.current_password || !form.new_password) setFault(frame.login.fill);
    else if (form.new_password !== form.again) setFault(text.differs);
    else {
      setFault("");
      change.mutate();
    }
  }

  function leave(): void {
    const refresh_token = current()?.refreshToken;
    if (refresh_token) void gateway.POST("/api/identity/v1/logout", { body: { refresh_token } });
    forget();
  }

  const errors = change.isError ? asProblem(change.error).fieldErrors : [];
  return (
    <div className="door">
      <form className="card form" onSubmit={submit} noValidate>
        <div>
          <h1>{text.title}</h1>
          {session.mustChangePassword && <p>{frame.login.must}</p>}
          <p className="hint">{text.intro}</p>
        </div>
        {change.isError && <ProblemBox error={change.error} service="gateway" />}
        {(["current_password", "new_password", "again"] as const).map((name) => (
          <div className="field" key={name}>
            <label htmlFor={name}>{name === "current_password" ? text.current : name === "new_password" ? text.next : text.again}</label>
            <input
              id={name}
              className="control"
              type="password"
              autoComplete={name === "current_password" ? "current-password" : "new-password"}
              value={form[name]}
              aria-invalid={errors.some((error) => error.pointer === `/${name}`) ? true : undefined}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          </div>
        ))}
        {fault && (
          <p className="field-error" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="button" disabled={change.isPending}>
          {text.submit}
        </button>
        <button type="button" className="button quiet" onClick={session.mustChangePassword ? leave : () => void navigate(-1)}>
          {session.mustChangePassword ? text.logout : frame.back}
        </button>
      </form>
    </div>
  );
}
