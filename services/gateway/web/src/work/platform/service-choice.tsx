import { Segmented } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { ServiceName } from "../../api/client";
import { operations } from "../../texts/operations";
import { chosen, serviceOptions } from "./services";

/** Which service is meant; it stands in the address, so that what is found can be sent to a colleague. */
export function useService(services: readonly ServiceName[]): ServiceName {
  const [params] = useSearchParams();
  return chosen(services, params.get("service"));
}

/** Chooses it; what was asked of another service is forgotten. */
export function ServiceChoice({ services }: { services: readonly ServiceName[] }): ReactNode {
  const [, setParams] = useSearchParams();
  const service = useService(services);
  if (services.length < 2) return null;
  return (
    <div className="service-choice">
      <Segmented<ServiceName>
        aria-label={operations.service}
        options={serviceOptions(services)}
        value={service}
        onChange={(next) => setParams({ service: next }, { replace: true })}
      />
    </div>
  );
}
