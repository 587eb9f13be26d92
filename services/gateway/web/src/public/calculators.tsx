import type { ReactNode } from "react";
import { site } from "../texts/public";
import { CalculatorCards } from "./home";

/** All calculators. */
export default function Calculators(): ReactNode {
  return (
    <>
      <header className="page-head">
        <h1>{site.calculators}</h1>
        <p>{site.heroText}</p>
      </header>
      <CalculatorCards />
    </>
  );
}
