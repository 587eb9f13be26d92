import type { ReactNode } from "react";
import { site } from "../texts/public";
import { CalculatorCards } from "./home";
import { Title } from "../lite/title";

/** All calculators. */
export default function Calculators(): ReactNode {
  return (
    <>
      <Title>{site.calculators}</Title>
      <header className="page-head">
        <h1>{site.calculators}</h1>
        <p>{site.heroText}</p>
      </header>
      <CalculatorCards />
    </>
  );
}
