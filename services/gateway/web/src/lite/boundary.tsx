import { Component, type ReactNode } from "react";
import { ProblemBox } from "./problem";

/** Keeps a page that fails from taking the frame with it. */
export class Boundary extends Component<{ children: ReactNode; resetKey?: string }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: { resetKey?: string }): void {
    if (this.state.error !== null && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error !== null) return <ProblemBox error={this.state.error} onRetry={() => globalThis.location.reload()} />;
    return this.props.children;
  }
}
