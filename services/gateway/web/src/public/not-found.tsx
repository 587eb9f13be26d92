import type { ReactNode } from "react";
import { Link } from "react-router";
import { Empty } from "../lite/state";
import { frame } from "../texts/frame";

export default function NotFound(): ReactNode {
  return (
    <Empty isPage title={frame.notFound.title}>
      <p>{frame.notFound.detail}</p>
      <Link className="button quiet" to="/">
        {frame.notFound.home}
      </Link>
    </Empty>
  );
}
